package io.siltstone.parquet;

import io.siltstone.core.ObjectReader;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Parquet files for tests: real ones that DuckDB writes, and such whose footer a test makes up. */
final class ParquetFiles {

    static final String KEY = "db/cpu/2025/01/01/a.parquet";

    private ParquetFiles() {}

    /** What DuckDB writes for a query; the options follow {@code FORMAT parquet} in its COPY. */
    static byte[] query(String sql, String options) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            Path directory = Files.createTempDirectory("siltstone-parquet");
            Path file = directory.resolve("a.parquet");
            try {
                statement.execute("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet" + options + ")");
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] query(String sql) {
        return query(sql, "");
    }

    /** A file of nothing but magic and the metadata. */
    static byte[] ofMetadata(FileMetaData metadata) {
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        try {
            Util.writeFileMetaData(metadata, footer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ofFooter(footer.toByteArray());
    }

    /** A file of nothing but magic and the bytes as its footer. */
    static byte[] ofFooter(byte[] footer) {
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(footer.length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(magic)
                .put(footer)
                .putInt(footer.length)
                .put(magic)
                .array();
    }

    /** The content in a store of its own. */
    static ObjectReader reader(byte[] content) throws IOException {
        Storage storage = Storage.of(new MemoryBackend(new MemoryConfig("parquet"), StoreRuntime.system()));
        storage.write(KEY, content);
        return storage.reader(KEY);
    }

    static ParquetFooter footer(byte[] content) throws IOException {
        return ParquetFooter.read(reader(content));
    }
}
