/**
 * Azure Blob Storage under the contract of {@code io.siltstone.core}. The SDK retries nothing here and appears in no
 * exported signature; its errors are translated in one table.
 */
@NullMarked
package io.siltstone.azure;

import org.jspecify.annotations.NullMarked;
