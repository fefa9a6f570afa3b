package io.siltstone.duckdb;

import io.siltstone.core.error.StorageException;
import java.util.List;

/** The inputs as one relation. Read several times, which must not change under the import. */
interface ImportSource {

    /**
     * The columns and their types, in the order that the files are given them. Where the format has no times of its own,
     * the time column is text as it was written.
     */
    List<QueryColumn> columns();

    /** What the time column holds where it is text. */
    TimeTexts timeTexts();

    /** What stands behind FROM; may be read once by each statement. */
    String relation() throws StorageException;

    /** How many rows there are, readable or not, counted apart from the statement that writes them. */
    long rowCount();

    /** How many rows the last statement over {@link #relation} has left out, as they cannot be read. */
    long unreadable() throws StorageException;

    /**
     * Gives each row that cannot be read or placed with where it stands, by file and place, until the sink takes no more.
     *
     * @param time says which rows cannot be placed
     */
    void badRows(ImportTime time, BadRowSink sink) throws StorageException;

    /** Takes bad rows. */
    @FunctionalInterface
    interface BadRowSink {
        /** Whether it takes more. */
        boolean accept(BadRow row) throws StorageException;
    }
}
