package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.testservers.AzuriteServer;
import io.siltstone.testservers.CephServer;
import io.siltstone.testservers.OtherS3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the table of {@code docs/stores.md} against what the doctor finds of the stores themselves. */
class StoresTableTest {

    private static final Pattern PROBE =
            Pattern.compile("\\{\"v\":1,\"type\":\"probe\",\"probe\":\"([^\"]+)\",\"verdict\":\"([^\"]+)\".*");

    @TempDir
    private Path directory;

    @Test
    void aFolder() throws Exception {
        Path store = Files.createDirectory(directory.resolve("store"));
        Files.writeString(directory.resolve("file"), "x");
        Run.on(store).of("put", directory.resolve("file").toString(), "a");

        assertColumn("folder", Run.on(store), store.toString());
    }

    @Test
    void memory() throws Exception {
        assertColumn("memory", Run.plain(), "mem:x");
    }

    /** The column is that of the version which {@code CEPH_VERSION} asks for. */
    @Test
    void ceph() throws Exception {
        CephServer server = CephServer.shared();
        assertColumn(
                "Ceph " + server.version(),
                Run.plain()
                        .with("AWS_ACCESS_KEY_ID", server.accessKey())
                        .with("AWS_SECRET_ACCESS_KEY", server.secretKey()),
                "s3://" + server.newBucket() + "?endpoint=" + server.endpoint());
    }

    @Test
    @Tag("s3proxy")
    void s3Proxy() throws Exception {
        assertColumn("S3Proxy 4.1", OtherS3Server.s3Proxy());
    }

    @Test
    @Tag("s3mock")
    void s3Mock() throws Exception {
        assertColumn("S3Mock 5.2", OtherS3Server.s3Mock());
    }

    @Test
    void azurite() throws Exception {
        AzuriteServer server = AzuriteServer.shared();
        assertColumn(
                "Azurite 3.35",
                Run.plain().with("AZURE_STORAGE_CONNECTION_STRING", server.connectionString()),
                "az://" + server.newContainer());
    }

    private static void assertColumn(String name, OtherS3Server server) throws IOException {
        assertColumn(
                name,
                Run.plain()
                        .with("AWS_ACCESS_KEY_ID", server.accessKey())
                        .with("AWS_SECRET_ACCESS_KEY", server.secretKey()),
                "s3://" + server.newBucket() + "?endpoint=" + server.endpoint());
    }

    private static void assertColumn(String name, Run run, String store) throws IOException {
        Run.Result result = run.of("doctor", "--json", "--store", store);
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : result.lines()) {
            Matcher matcher = PROBE.matcher(line);
            if (matcher.matches()) {
                found.put(matcher.group(1), matcher.group(2).equals("ok") ? "yes" : "**no**");
            }
        }
        assertThat(found).as(result.err()).isNotEmpty();
        Map<String, String> column = column(name);
        // A race shows by chance.
        column.replaceAll((probe, cell) -> cell.equals("sometimes") ? found.getOrDefault(probe, cell) : cell);
        assertThat(column).as(name).isEqualTo(found);
    }

    /** What the page says of a store, by probe; a question that is not asked of it has a dash. */
    private static Map<String, String> column(String name) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "stores.md")).stream()
                .dropWhile(line -> !line.startsWith("| asked |"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        int index = cells(rows.get(0)).indexOf(name);
        assertThat(index).as("a column " + name).isPositive();
        Map<String, String> column = new LinkedHashMap<>();
        for (String row : rows.subList(2, rows.size())) {
            List<String> cells = cells(row);
            if (!cells.get(index).equals("–")) {
                column.put(cells.get(0).replace("`", ""), cells.get(index));
            }
        }
        return column;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
