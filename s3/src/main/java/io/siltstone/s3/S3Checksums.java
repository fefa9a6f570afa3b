package io.siltstone.s3;

/** When requests carry a checksum, and answers are held to theirs. */
public enum S3Checksums {
    /** Always where the operation has one: CRC32 on every upload. Some older stores refuse it. */
    WHEN_SUPPORTED,
    /** Only where the operation demands one. */
    WHEN_REQUIRED
}
