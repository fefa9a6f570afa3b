package io.siltstone.core.local;

import java.time.Instant;

/**
 * What one look at a file tells.
 *
 * @param kind what it is
 * @param sizeBytes its length
 * @param modified when its content was last set, to the precision of the file system
 * @param inode which file it is, for as long as it exists; on file systems without inode numbers a hash of what they have
 */
record FileFacts(FileKind kind, long sizeBytes, Instant modified, long inode) {

    /** Whether the other look saw the same file with the same content. */
    boolean isSameAs(FileFacts other) {
        return kind == other.kind
                && inode == other.inode
                && sizeBytes == other.sizeBytes
                && modified.equals(other.modified);
    }

    /** Differs between any two publications under a key: they differ in file, or in time. */
    String version() {
        long nanos = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
        return Long.toHexString(inode) + '-' + Long.toHexString(nanos) + '-' + Long.toHexString(sizeBytes);
    }
}
