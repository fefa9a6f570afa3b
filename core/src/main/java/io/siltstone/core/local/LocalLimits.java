package io.siltstone.core.local;

import io.siltstone.core.Capabilities;

/** The numbers of a local store. */
final class LocalLimits {

    /** Bytes of a key, as the contract has them; with a root below 3 KiB the path stays under Linux's PATH_MAX of 4096. */
    static final int MAX_KEY_BYTES = 1024;

    /** Bytes of metadata, names and values: what S3 allows, and what fits into the one 4 KiB block that ext4 gives to attributes. */
    static final int MAX_METADATA_BYTES = 2048;

    /** Bytes that move between two looks at the thread's interrupt. */
    static final int CHUNK_BYTES = 128 << 10;

    /** Bytes that one transfer inside the kernel moves between two looks at the thread's interrupt. */
    static final int KERNEL_CHUNK_BYTES = 8 << 20;

    /** Bytes between two checkpoints of a transfer: what a crash makes it send again at most. */
    static final long CHECKPOINT_BYTES = 64L << 20;

    /** How often an operation begins anew when what it just saw is gone, before it gives up. */
    static final int MAX_ROUNDS = 8;

    /** Locks for publications; two keys share one with a chance of one in this. */
    static final int LOCK_STRIPES = 256;

    /** Directories that are remembered as forced into their parents. */
    static final int KNOWN_DIRECTORIES = 4096;

    /** Directories that are kept open between operations. */
    static final int OPEN_DIRECTORIES = 128;

    static final Capabilities.Limits LIMITS =
            new Capabilities.Limits(MAX_KEY_BYTES, Long.MAX_VALUE, MAX_METADATA_BYTES, Integer.MAX_VALUE);

    private LocalLimits() {}
}
