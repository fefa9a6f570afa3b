package io.siltstone.core.local;

/** What stands under a name, symbolic links not followed. */
enum FileKind {
    ABSENT,
    REGULAR,
    DIRECTORY,
    /** Symbolic links, FIFOs, sockets and devices: never opened, listed, replaced or removed. */
    OTHER
}
