package io.siltstone.parquet;

/** What the values of a column are, as far as times and numbers are concerned. */
public enum ColumnKind {
    /** 64-bit count of milliseconds since 1970, a point in time. */
    TIMESTAMP_MILLIS,
    /** 64-bit count of microseconds since 1970, a point in time. */
    TIMESTAMP_MICROS,
    /** 64-bit count of nanoseconds since 1970, a point in time. */
    TIMESTAMP_NANOS,
    /** The 96-bit points in time of old writers, which have no usable order in the footer. */
    INT96,
    /** 32-bit count of days since 1970. */
    DATE,
    /** A signed whole number of 8 to 64 bits without further meaning. */
    INTEGER,
    /** A floating-point number of 32 or 64 bits. */
    FLOATING,
    /** Anything else, repeated columns and columns inside groups that repeat included. */
    OTHER
}
