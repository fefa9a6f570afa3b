package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * All rows of an import with their partitions, in the order of the inputs: in memory as far as it goes, and otherwise where
 * the engine spills. One at a time.
 */
final class StagedRows {

    private static final String TABLE = "staged_rows";

    private final ImportEngine engine;
    private final ImportTime time;
    private final List<String> leftOut;
    private final String partition;

    /** @param leftOut columns that no query of rows gives */
    StagedRows(ImportEngine engine, ImportTime time, Collection<String> leftOut) {
        this.engine = engine;
        this.time = time;
        this.leftOut = leftOut.stream().map(SqlText::identifier).toList();
        this.partition = SqlText.identifier(time.spare());
    }

    /**
     * The rows of one partition.
     *
     * @param number the partition's
     * @param rows how many
     * @param sorted whether each has a later time than the one before
     */
    record Piece(long number, long rows, boolean sorted) {}

    /**
     * What there is.
     *
     * @param pieces by partition, in the order of time
     * @param inOrder whether each partition's rows stand together, and partitions in their order
     * @param unplaced how many rows belong to no partition
     * @param misfits how many rows have a value that the type of its column would change
     */
    record Contents(List<Piece> pieces, boolean inOrder, long unplaced, long misfits) {}

    /** @param placed as {@link ImportSource#placed} gives it */
    void fill(String placed, DoubleConsumer progress) throws StorageException {
        engine.watched("CREATE TABLE " + TABLE + " AS " + placed, progress);
    }

    Contents contents() throws StorageException {
        List<Piece> pieces = new ArrayList<>();
        long[] mixed = {0};
        String by = SqlText.identifier(time.column());
        // A window without an order takes the rows as they stand, which is how a scan gives them too.
        engine.forEach(
                "SELECT p, count(*), count(CASE WHEN p = before_p AND t <= before_t THEN 1 END), "
                        + "count(CASE WHEN p < before_p THEN 1 END) FROM (SELECT " + partition + " AS p, " + by
                        + " AS t, lag(" + partition + ") OVER () AS before_p, lag(" + by + ") OVER () AS before_t FROM "
                        + TABLE + " WHERE " + placed() + ") GROUP BY p ORDER BY p",
                row -> {
                    boolean sorted = row.get(2).equals("0");
                    pieces.add(new Piece(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)), sorted));
                    mixed[0] += Long.parseLong(row.get(3));
                    return true;
                });
        return new Contents(pieces, mixed[0] == 0, count(ImportTime.NOWHERE), count(PartitionWriter.MISFITS));
    }

    private long count(long number) throws StorageException {
        return engine.number("SELECT count(*) FROM " + TABLE + " WHERE " + partition + " = " + number);
    }

    private String placed() {
        return partition + " NOT IN (" + ImportTime.NOWHERE + ", " + PartitionWriter.MISFITS + ")";
    }

    /** A query of the rows of a partition, as they stand. */
    String rows(long number) {
        List<String> excluded = new ArrayList<>(leftOut);
        excluded.add(partition);
        return "SELECT * EXCLUDE (" + String.join(", ", excluded) + ") FROM " + TABLE + " WHERE " + partition + " = "
                + number;
    }

    /** A query of all rows that have a partition, with it. */
    String placedRows() {
        String excluded = leftOut.isEmpty() ? "" : " EXCLUDE (" + String.join(", ", leftOut) + ")";
        return "SELECT *" + excluded + " FROM " + TABLE + " WHERE " + placed();
    }

    void drop() throws StorageException {
        engine.execute("DROP TABLE " + TABLE);
    }
}
