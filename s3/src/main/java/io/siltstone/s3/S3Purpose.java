package io.siltstone.s3;

/** What a request is for, which decides what a refusal of it means. */
enum S3Purpose {
    /** To see that the store is there. */
    OPEN(false),
    /** A read of whichever version is there, or a question about it. */
    READ(false),
    /** A read of one version. */
    READ_VERSION(false),
    LIST(false),
    /** Something staged, which shows under no key. */
    STAGE(false),
    /** A write that replaces. */
    PUT(true),
    /** A write where nothing may be. */
    CREATE(true),
    /** A write over one version. */
    REPLACE(true),
    /** A delete, which may be repeated. */
    DELETE(false),
    /** A delete of one version. */
    DELETE_VERSION(true);

    private final boolean ambiguous;

    S3Purpose(boolean ambiguous) {
        this.ambiguous = ambiguous;
    }

    /** Whether it matters that a request without an answer may have been served. */
    boolean isAmbiguous() {
        return ambiguous;
    }

    boolean isConditional() {
        return this == CREATE || this == REPLACE || this == DELETE_VERSION;
    }
}
