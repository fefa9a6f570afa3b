package io.siltstone.duckdb.importer;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.engine.SqlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A store and a folder of inputs for tests of imports. */
final class ImportBench implements AutoCloseable {

    static final TableName TABLE = new TableName("db", "m");

    final Storage storage;
    private final Path folder;

    ImportBench(Path folder) throws IOException {
        this(folder, Storage.open("mem:"));
    }

    ImportBench(Path folder, Storage storage) throws IOException {
        this.storage = storage;
        this.folder = Files.createDirectories(folder.resolve("inputs"));
        Files.createDirectories(temporary());
    }

    /** Where imports put what they need meanwhile. */
    Path temporary() {
        return folder.resolveSibling("temporary");
    }

    Path folder() {
        return folder;
    }

    /** The path of an input that need not be there. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    String write(String name, String text) throws IOException {
        return write(name, text, StandardCharsets.UTF_8);
    }

    String write(String name, String text, Charset charset) throws IOException {
        return write(name, text.getBytes(charset));
    }

    String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    /** Writes a query's rows by DuckDB's own {@code COPY}. */
    String copy(String name, String query) throws SQLException {
        String format = name.endsWith(".parquet") ? "parquet" : name.endsWith(".json") ? "json" : "csv";
        sql("COPY (" + query + ") TO " + SqlText.literal(path(name)) + " (FORMAT " + format + ")");
        return path(name);
    }

    static void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static ImportRequest request(String... inputs) {
        return ImportRequest.of(List.of(inputs), TABLE, "time");
    }

    Importer importer() {
        return new Importer(storage, DuckDbSettings.DEFAULT.withThreads(2).withTemporaryDirectory(temporary()));
    }

    ImportReport run(ImportRequest request) throws Exception {
        return importer().run(request, ImportListener.NONE);
    }

    ImportReport run(String... inputs) throws Exception {
        return run(request(inputs));
    }

    /** The keys of the store. */
    List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        try (Listing<ObjectKey> listing = storage.list("")) {
            while (listing.hasNext()) {
                keys.add(listing.next().value());
            }
        }
        return keys;
    }

    /** The rows of a query over every file of the store, as {@code files}, each as its values with a bar between. */
    List<String> rows(String query) throws Exception {
        Path copies = Files.createTempDirectory(folder, "read");
        int n = 0;
        for (String key : keys()) {
            Files.write(copies.resolve(n++ + ".parquet"), storage.read(key));
        }
        return query(
                "CREATE VIEW files AS SELECT * FROM read_parquet('" + copies
                        + "/*.parquet', union_by_name=true, hive_partitioning=false)",
                query);
    }

    /** The rows of a query of an engine of its own, each as its values with a bar between. */
    List<String> query(String query) throws Exception {
        return query("SELECT 1", query);
    }

    private static List<String> query(String before, String query) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute(before);
            try (ResultSet results = statement.executeQuery(query)) {
                while (results.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                        row.add(results.getString(i));
                    }
                    rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
                }
            }
        }
        return rows;
    }

    /** What is left in the directory of temporary files. */
    List<Path> leftovers() throws IOException {
        try (var files = Files.list(temporary())) {
            return files.toList();
        }
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A file that is no regular one, as a device is. */
    static Path socket(Path place) throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(place));
        }
        return place;
    }
}
