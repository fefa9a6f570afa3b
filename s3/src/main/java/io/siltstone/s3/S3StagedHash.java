package io.siltstone.s3;

import io.siltstone.core.Sha256;

/** The hash of what a transfer has staged. What {@link #save} gives goes into the transfer's record. */
interface S3StagedHash {

    void update(byte[] bytes, int offset, int length);

    /** The hash of all so far; the state stays as it is. */
    Sha256 value();

    byte[] save();

    /** Another one in the same state. */
    S3StagedHash copy();

    /** Whether the bytes are such a hash. */
    static boolean isOne(byte[] saved) {
        return saved.length == S3RunningHash.STATE_BYTES || saved.length == S3PlatformHash.SAVED_BYTES;
    }

    /** What {@link #save} gave before. */
    static S3StagedHash of(byte[] saved) {
        return saved.length == S3RunningHash.STATE_BYTES ? new S3RunningHash(saved) : new S3UnprovenHash(saved);
    }
}
