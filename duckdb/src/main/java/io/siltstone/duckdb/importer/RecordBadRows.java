package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.engine.SqlText;
import java.nio.file.Path;

/**
 * Tells which rows of a file cannot be placed where DuckDB itself counts them.
 *
 * @param file the file
 * @param place what is counted
 * @param number the count as SQL, from 1
 * @param scan what stands behind FROM
 */
record RecordBadRows(Path file, BadRow.Place place, String number, String scan) {

    /**
     * Gives the rows in the order of the file.
     *
     * @return whether the sink takes more
     */
    boolean give(ImportEngine engine, ImportTime time, ImportSource.BadRowSink sink) throws StorageException {
        String count = SqlText.identifier(time.spare() + "_number");
        String text = SqlText.identifier(time.spare() + "_text");
        String record = SqlText.identifier(time.spare() + "_record");
        // A name that no column has, of which it would be the value.
        String whole = SqlText.identifier(time.spare() + "_row");
        String from = "(SELECT *, " + number + " AS " + count + ", coalesce("
                + SqlText.identifier(time.column()) + "::VARCHAR, '') AS " + text + ", to_json(" + whole
                + ")::VARCHAR AS " + record + " FROM " + scan + " AS " + whole + ")";
        boolean[] more = {true};
        engine.forEach(
                "SELECT " + count + ", " + text + ", " + record + " FROM (" + time.placed(from, PartitionUnit.DAY)
                        + ") WHERE " + SqlText.identifier(time.spare()) + " = " + ImportTime.NOWHERE
                        + " ORDER BY 1 LIMIT "
                        + (ImportRejects.MAX_ROWS + 1),
                row -> {
                    String reason = ImportRejects.reason(time.column(), row.get(1));
                    more[0] = sink.accept(new BadRow(file, place, Long.parseLong(row.get(0)), reason, row.get(2)));
                    return more[0];
                });
        return more[0];
    }
}
