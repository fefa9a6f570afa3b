package io.siltstone.torture;

/** The system calls that are counted, by what they do. In the order of {@code enum kind} in {@code faults.c}. */
enum CallKind {
    NONE,
    OPEN,
    CREATE,
    WRITE,
    FORCE,
    FORCE_DIR,
    CLOSE,
    RENAME,
    LINK,
    UNLINK,
    RMDIR,
    MKDIR,
    TRUNCATE,
    MODE,
    TIMES,
    ATTRIBUTE
}
