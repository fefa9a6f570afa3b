package io.siltstone.duckdb.query;

import io.siltstone.core.Durability;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.layout.Partition;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of real Parquet files in a store, written by DuckDB, with rows on and beside every boundary; and the same tables
 * read whole by a DuckDB of its own, as the truth that pruned queries are held to.
 */
public final class TestTables implements AutoCloseable {

    private final Storage storage;
    private final Path scratch;
    private final Connection connection;
    private final Map<String, List<Path>> written = new LinkedHashMap<>();

    public TestTables(Storage storage, Path scratch) throws SQLException {
        this.storage = storage;
        this.scratch = scratch;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET TimeZone='UTC'");
        run("SET threads=1");
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Puts a query's rows into a file of a table, at any place below the table. */
    public void put(String table, String below, String metadata, String query) throws SQLException, IOException {
        Path file = scratch.resolve(
                "file-" + written.values().stream().mapToInt(List::size).sum() + ".parquet");
        String options = metadata.isEmpty() ? "" : ", KV_METADATA {" + metadata + "}";
        run("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        storage.write(
                table.replace('.', '/') + "/" + below,
                Source.file(file),
                WriteOptions.DEFAULT.withDurability(Durability.NONE));
        written.computeIfAbsent(table, name -> new ArrayList<>()).add(file);
    }

    /**
     * Puts the rows of a time into the file of a partition; none where there are none.
     *
     * @param count what counts the time of a row since 1970, as a whole number
     * @param perSecond how much it counts in a second
     */
    public void partition(
            String table, PartitionUnit unit, String start, String metadata, String query, String count, long perSecond)
            throws SQLException, IOException {
        Partition partition = Partition.of(TableName.parse(table), unit, Instant.parse(start));
        long from = partition.window().start().orElseThrow().getEpochSecond() * perSecond;
        long to = partition.window().end().orElseThrow().getEpochSecond() * perSecond;
        String rows = "SELECT * FROM (" + query + ") WHERE " + count + " >= " + from + " AND " + count + " < " + to;
        if (!one("SELECT count(*) FROM (" + rows + ")").equals("0")) {
            ObjectKey key = partition.key("part.parquet");
            put(table, key.value().substring(table.length() + 1), metadata, rows);
        }
    }

    /** Reads all files into tables of the same names. */
    public void readWhole() throws SQLException {
        for (Map.Entry<String, List<Path>> table : written.entrySet()) {
            run("CREATE SCHEMA IF NOT EXISTS "
                    + table.getKey().substring(0, table.getKey().indexOf('.')));
            List<String> files = table.getValue().stream().map(Path::toString).toList();
            run("CREATE OR REPLACE TABLE " + table.getKey() + " AS SELECT * FROM " + new ParquetScan(files).from());
        }
    }

    /** All rows of a query over the whole tables, in any order. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(ResultValue.of(result, i, result.getMetaData().getColumnTypeName(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** The first value of a query. */
    public String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** All rows of a result, in their order. */
    public static List<String> rows(QueryResult result) throws Exception {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < result.columns().size(); i++) {
                row.add(result.value(i));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    public int files(String table) {
        return written.getOrDefault(table, List.of()).size();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
