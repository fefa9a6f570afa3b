/**
 * Amazon S3 and the stores that speak its protocol, under the contract of {@code io.siltstone.core}. The SDK retries
 * nothing here and appears in no exported signature; its errors are translated in one table.
 */
@NullMarked
package io.siltstone.s3;

import org.jspecify.annotations.NullMarked;
