package io.siltstone.jobs;

import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Stores in memory, and real Parquet files to fill them with. */
public final class TestStores {

    private TestStores() {}

    public static MemoryBackend backend() {
        return new MemoryBackend(new MemoryConfig("jobs"), StoreRuntime.system());
    }

    public static Storage storage() {
        return Storage.of(backend());
    }

    /** A file with a row a minute from a time on, in the column {@code time}. */
    public static byte[] minutes(String from, int rows) {
        return parquet("SELECT TIMESTAMP '" + from + "' + INTERVAL (range) MINUTE AS time, range AS v FROM range("
                + rows + ")");
    }

    /** What DuckDB writes for a query. */
    public static byte[] parquet(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Path directory = Files.createTempDirectory("siltstone-jobs");
            Path file = directory.resolve("a.parquet");
            try {
                statement.execute("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet)");
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
