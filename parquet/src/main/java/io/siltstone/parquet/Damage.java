package io.siltstone.parquet;

/** In which way a file is no readable Parquet file. */
public enum Damage {
    /** It has no bytes. */
    EMPTY,
    /** It ends too early: it is too short, or what ends a Parquet file is not at its end. */
    TRUNCATED,
    /** Its footer cannot be read, or contradicts itself or the file. */
    CORRUPT,
    /** It may be whole, but is not read: it is encrypted, or its footer passes a limit. */
    UNSUPPORTED
}
