package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of queries on a real server, in processes that share it and are killed. */
final class SharedCacheTest {

    private static final Logger LOG = Logger.getLogger(SharedCacheTest.class.getName());
    private static final int HOURS = 72;
    private static final int KILLS = 6;
    private static final int AT_ONCE = 3;
    private static final String QUERY = "SELECT count(*) AS n, sum(v) AS s FROM w.h";
    private static final String ANSWER = "\"row\":{\"n\":" + HOURS + ",\"s\":" + HOURS * (HOURS - 1) / 2 + "}";

    private final CephServer server = CephServer.shared();

    @TempDir
    private Path folder;

    private String store = "";
    private Path cache = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        store = server.address(server.newBucket());
        cache = folder.resolve("cache");
        StringBuilder rows = new StringBuilder("time,v\n");
        for (int hour = 0; hour < HOURS; hour++) {
            rows.append(String.format("2025-11-%02d %02d:00:00,%d%n", 1 + hour / 24, hour % 24, hour));
        }
        Path csv = Files.writeString(folder.resolve("rows.csv"), rows);
        Run.Result imported = Run.plain()
                .with("AWS_ACCESS_KEY_ID", server.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", server.secretKey())
                .of("import", csv.toString(), "--to", "w.h", "--time", "time", "--partition", "hour", "--store", store);
        assertThat(imported.code()).as(imported.err()).isZero();
    }

    /** Each is killed when it has a random number of files, and finds what the ones before have left. */
    @Test
    void processesThatAreKilledLeaveNothingWrongBehind() throws Exception {
        Random random = new Random(1);
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            int files = i * HOURS / KILLS + random.nextInt(HOURS / KILLS);
            List<Path> left = files(cache.resolve("runs"));
            Process query = start("1GiB", folder.resolve("killed-" + i));
            while (!query.waitFor(1, TimeUnit.MILLISECONDS) && its(left) <= files) {}
            killed += query.isAlive() ? 1 : 0;
            query.destroyForcibly().waitFor();
        }
        assertThat(killed).isPositive();

        assertThat(answer("1GiB", "a")).contains(ANSWER);
        assertThat(answer("1GiB", "b")).contains(ANSWER, "\"filesFetched\":0");
        assertThat(cache.resolve("runs")).isEmptyDirectory();
        LOG.info("killed " + killed + " of " + KILLS + " queries, wrong answers 0");
    }

    /** Each trims all that the others have just kept. */
    @Test
    void processesAtOnceDoNotTakeEachOthersFilesAway() throws Exception {
        List<Process> queries = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            queries.add(start("1KiB", folder.resolve("out-" + i)));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            int code = queries.get(i).waitFor();
            assertThat(Files.readString(folder.resolve("out-" + i))).contains(ANSWER);
            assertThat(code).isZero();
        }
        assertThat(cache.resolve("runs")).isEmptyDirectory();
        long bytes = 0;
        for (Path file : files(cache.resolve("files"))) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(1 << 10);
    }

    private long its(List<Path> left) throws IOException {
        return files(cache.resolve("runs")).stream()
                .filter(file -> !left.contains(file))
                .count();
    }

    private String answer(String size, String name) throws Exception {
        Path out = folder.resolve(name);
        assertThat(start(size, out).waitFor()).isZero();
        return Files.readString(out);
    }

    private Process start(String size, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "query",
                QUERY,
                "--json",
                "--cache",
                cache.toString(),
                "--cache-size",
                size,
                "--store",
                store);
        builder.environment().put("AWS_ACCESS_KEY_ID", server.accessKey());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", server.secretKey());
        return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    /** As far as they are not removed meanwhile. */
    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.toString().endsWith(".parquet")).toList();
        } catch (UncheckedIOException gone) {
            return List.of();
        }
    }
}
