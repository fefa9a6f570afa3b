package io.siltstone.duckdb.importer;

/** Hears how far an import is, from several threads. */
public interface ImportListener {

    /** Hears nothing. */
    ImportListener NONE = new ImportListener() {};

    /**
     * The inputs are being read, sorted and written to partitions.
     *
     * @param fraction from 0 to 1, never falling
     */
    default void onPartitioned(double fraction) {}

    /**
     * A file was published, or found there.
     *
     * @param done how many files were, this one included
     * @param total how many there are
     * @param bytes the length of this one
     */
    default void onPublished(int done, int total, long bytes) {}
}
