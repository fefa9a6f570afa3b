package io.siltstone.core;

/** One thing that a store may or may not be able to do. What it cannot do it refuses with {@code UnsupportedException}. */
public enum Capability {
    /** Objects can be written, copied and deleted at all. */
    WRITE,
    /** {@link WriteMode#CREATE_ONLY}: of any number of writers, exactly one wins. */
    CREATE_ONLY,
    /** {@link WriteMode#replaceVersion}: no update is lost. */
    REPLACE_VERSION,
    /** A delete of one version only. */
    DELETE_VERSION,
    /** A read pinned to one version. */
    READ_VERSION,
    /** Metadata and content type of the caller's own. */
    USER_METADATA,
    /** Staged bytes that outlive the process. */
    RESUMABLE_WRITE,
    /** A copy that moves no byte through the caller. */
    SERVER_SIDE_COPY,
    /** {@link Durability#FULL}: an acknowledged write outlives a power cut. */
    DURABLE_WRITE
}
