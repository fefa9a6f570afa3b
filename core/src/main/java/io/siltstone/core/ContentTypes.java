package io.siltstone.core;

/** The media type that a key implies. */
public final class ContentTypes {

    /** Registered with IANA as {@code application/vnd.apache.parquet}. */
    public static final String PARQUET = "application/vnd.apache.parquet";

    public static final String BINARY = "application/octet-stream";

    private ContentTypes() {}

    /** {@link #PARQUET} for a key that ends in {@code .parquet}, in lower case as written; otherwise {@link #BINARY}. */
    public static String of(ObjectKey key) {
        return key.value().endsWith(".parquet") ? PARQUET : BINARY;
    }
}
