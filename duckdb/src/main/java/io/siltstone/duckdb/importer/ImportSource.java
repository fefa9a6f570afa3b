package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.QueryColumn;
import java.util.List;

/** The inputs as one relation. Read again where rows are bad, so they must not change under the import. */
interface ImportSource {

    /**
     * The columns and their types, in the order that the files are given them. Where the format has no times of its own,
     * the time column is text as it was written.
     */
    List<QueryColumn> columns();

    /** What the time column holds where it is text. */
    TimeTexts timeTexts();

    /**
     * A query of all rows as {@link ImportTime#placed} makes it; to be run once. A row that does not fit the {@link
     * #columns} has the partition {@link PartitionWriter#MISFITS}.
     */
    String placed(ImportTime time, PartitionUnit unit) throws StorageException;

    /** The same inputs with columns that every row fits, if need be by reading all of them. */
    ImportSource verified() throws StorageException;

    /**
     * How many rows there are that can be read, counted apart from the files that are written.
     *
     * @param scanned how many rows the reader gave to the statement that wrote them
     */
    long readable(long scanned);

    /** How many rows the last query of {@link #placed} has left out, as they cannot be read. */
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
