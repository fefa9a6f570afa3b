package io.siltstone.s3;

/** With whose key the store encrypts what is written. */
public enum S3Encryption {
    /** As the bucket is set up. */
    NONE,
    /** With keys of the store (SSE-S3, AES-256). */
    S3,
    /** With a key of the key management service (SSE-KMS). */
    KMS,
    /** With a key that each request brings (SSE-C); it is a secret, see {@link S3Secrets#customerKey}. */
    CUSTOMER
}
