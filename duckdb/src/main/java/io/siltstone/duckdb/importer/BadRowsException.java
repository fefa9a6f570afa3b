package io.siltstone.duckdb.importer;

import java.util.List;
import java.util.stream.Collectors;

/** The inputs have rows that cannot be read or placed in time, and the import was to stop at them: nothing was stored. */
public final class BadRowsException extends ImportException {

    private static final long serialVersionUID = 1L;

    private final long rowsIn;
    private final long badRows;
    private final transient List<BadRow> first;

    BadRowsException(long rowsIn, long badRows, List<BadRow> first) {
        super(message(rowsIn, badRows, first), null);
        this.rowsIn = rowsIn;
        this.badRows = badRows;
        this.first = List.copyOf(first);
    }

    /** How many rows the inputs hold. */
    public long rowsIn() {
        return rowsIn;
    }

    /** How many of them are bad. */
    public long badRows() {
        return badRows;
    }

    /** The first ten of the bad rows, by file and place. */
    public List<BadRow> first() {
        return first;
    }

    private static String message(long rowsIn, long badRows, List<BadRow> first) {
        String more = badRows > first.size() ? "; and " + (badRows - first.size()) + " more" : "";
        return badRows + " of " + rowsIn + " rows cannot be read or placed in time, nothing was stored: "
                + first.stream().map(BadRow::toString).collect(Collectors.joining("; ")) + more;
    }
}
