package io.siltstone.core.local;

import java.time.Instant;

/** One thing that a step of {@link CrashFs} does. Files and directories are named by identities that are never reused. */
sealed interface DiskChange {

    /** What a name leads to that is not there. */
    long NOTHING = 0;

    /** A change of a file that is lost unless the file is forced. */
    sealed interface OfFile extends DiskChange {
        long id();
    }

    /** Something new without a name; it is safe, but what reaches it need not be. */
    record Make(long id, CrashNode node) implements DiskChange {}

    /** A name that leads somewhere else from now on; lost unless the directory is forced. */
    record Entry(long directory, String name, long id) implements DiskChange {}

    record Data(long id, long position, byte[] bytes, Instant time) implements OfFile {}

    record Cut(long id, long sizeBytes, Instant time) implements OfFile {}

    record Attribute(long id, String name, String value) implements OfFile {}

    record Modified(long id, Instant time) implements OfFile {}

    /** A force that succeeded: of a file's content and attributes, or of a directory's names. */
    record Forced(long id) implements DiskChange {}

    /**
     * A force that failed. Of a file: what was not safe is taken for clean by the kernel, so that no later force writes
     * it. A directory may be forced again: its names are in the file system's journal, which an error ends for all.
     */
    record ForceFailed(long id) implements DiskChange {}
}
