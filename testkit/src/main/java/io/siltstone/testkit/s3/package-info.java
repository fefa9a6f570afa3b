/**
 * An S3 server in this process, {@link io.siltstone.testkit.s3.S3FaultServer}: the operations that a backend uses,
 * kept in memory, with each fault of the wire and of the store on demand. Signatures are not checked.
 */
@NullMarked
package io.siltstone.testkit.s3;

import org.jspecify.annotations.NullMarked;
