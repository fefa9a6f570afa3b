package io.siltstone.jobs.sync;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to replicate and how.
 *
 * @param scope which keys
 * @param delete whether what the source does not have is deleted at the target, and how much at most; empty to keep it
 * @param checksum whether equal sizes and versions count for nothing, and contents are compared
 * @param transfers how many objects are read, copied or deleted at a time, at least 1
 * @param bytesPerSecond how fast content is read from the source, all transfers together; empty for as fast as can be
 * @param resumeFromBytes from this size on, an object is staged so that a later run goes on where this one was stopped
 * @param dryRun whether the run only tells what it would do; it may read, and changes nothing
 */
public record SyncRequest(
        SyncScope scope,
        Optional<DeleteLimit> delete,
        boolean checksum,
        int transfers,
        OptionalLong bytesPerSecond,
        long resumeFromBytes,
        boolean dryRun) {

    /** Enough to hide latency, and little enough to leave a store to others too. */
    public static final int DEFAULT_TRANSFERS = 8;

    /** One part of most stores: what is smaller is sent again at no greater cost than a part. */
    public static final long DEFAULT_RESUME_FROM_BYTES = 16L << 20;

    /** Everything that differs, and nothing is deleted. */
    public static final SyncRequest DEFAULT = new SyncRequest(
            SyncScope.ALL,
            Optional.empty(),
            false,
            DEFAULT_TRANSFERS,
            OptionalLong.empty(),
            DEFAULT_RESUME_FROM_BYTES,
            false);

    public SyncRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(delete, "delete");
        if (transfers < 1) {
            throw new IllegalArgumentException("transfers is below 1: " + transfers);
        }
        if (bytesPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException("bytesPerSecond is below 1: " + bytesPerSecond.getAsLong());
        }
        if (resumeFromBytes < 1) {
            throw new IllegalArgumentException("resumeFromBytes is below 1: " + resumeFromBytes);
        }
    }

    public SyncRequest withScope(SyncScope other) {
        return new SyncRequest(other, delete, checksum, transfers, bytesPerSecond, resumeFromBytes, dryRun);
    }

    /** The same, deleting at most so much. */
    public SyncRequest withDelete(DeleteLimit limit) {
        return new SyncRequest(scope, Optional.of(limit), checksum, transfers, bytesPerSecond, resumeFromBytes, dryRun);
    }

    public SyncRequest withChecksum(boolean other) {
        return new SyncRequest(scope, delete, other, transfers, bytesPerSecond, resumeFromBytes, dryRun);
    }

    public SyncRequest withTransfers(int other) {
        return new SyncRequest(scope, delete, checksum, other, bytesPerSecond, resumeFromBytes, dryRun);
    }

    public SyncRequest withBytesPerSecond(long other) {
        return new SyncRequest(scope, delete, checksum, transfers, OptionalLong.of(other), resumeFromBytes, dryRun);
    }

    public SyncRequest withResumeFromBytes(long other) {
        return new SyncRequest(scope, delete, checksum, transfers, bytesPerSecond, other, dryRun);
    }

    public SyncRequest withDryRun(boolean other) {
        return new SyncRequest(scope, delete, checksum, transfers, bytesPerSecond, resumeFromBytes, other);
    }
}
