package io.siltstone.s3;

/** Carries through the SDK that credentials could not be had; its message names their source and none of them. */
final class S3NoCredentials extends RuntimeException {

    private static final long serialVersionUID = 1L;

    S3NoCredentials(String message) {
        super(message);
    }
}
