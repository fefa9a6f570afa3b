package io.siltstone.duckdb.importer;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A row that cannot be read or placed in time.
 *
 * @param file the input
 * @param place what {@code number} counts
 * @param number where it stands in the file, from 1
 * @param reason what is wrong with it, for people
 * @param record the row as it was written, or as JSON where that is not text
 */
public record BadRow(Path file, Place place, long number, String reason, String record) {

    /** What places in a file are counted in. */
    public enum Place {
        /** A line of text, also those that are part of a quoted value. */
        LINE,
        /** An object of a JSON file. */
        RECORD,
        /** A row of a Parquet file. */
        ROW
    }

    public BadRow {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(record, "record");
        if (number < 1) {
            throw new IllegalArgumentException("number must be 1 or more: " + number);
        }
    }

    /** {@code data.csv line 7: the reason}. */
    @Override
    public String toString() {
        String what = switch (place) {
            case LINE -> "line";
            case RECORD -> "record";
            case ROW -> "row";
        };
        return file + " " + what + " " + number + ": " + reason;
    }
}
