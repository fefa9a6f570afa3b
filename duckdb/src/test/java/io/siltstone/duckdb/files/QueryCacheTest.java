package io.siltstone.duckdb.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Storage;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.duckdb.query.QueryEngine;
import io.siltstone.duckdb.query.QueryRequest;
import io.siltstone.duckdb.query.QueryResult;
import io.siltstone.duckdb.query.QuerySettings;
import io.siltstone.duckdb.query.QueryStatistics;
import io.siltstone.duckdb.query.TestTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryCacheTest {

    private static final long AMPLE = 1L << 30;
    private static final String ONE_DAY = "SELECT sum(v) FROM db.m WHERE time >= '2024-01-02' AND time < '2024-01-03'";

    @TempDir
    private Path directory;

    private Storage storage;
    private TestTables tables;
    private Path cache;

    @BeforeEach
    void fill() throws Exception {
        storage = Storage.open("mem:cached");
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        cache = directory.resolve("cache");
        for (int hour = 0; hour < 72; hour++) {
            put(hour, hour);
        }
    }

    @AfterEach
    void close() throws Exception {
        tables.close();
        storage.close();
    }

    private void put(int hour, int value) throws Exception {
        tables.put(
                "db.m",
                String.format("2024/01/%02d/%02d/a.parquet", 1 + hour / 24, hour % 24),
                "",
                "SELECT TIMESTAMP '2024-01-01' + INTERVAL (" + hour + ") HOUR AS time, " + value + " AS v");
    }

    private QueryStatistics query(long maxBytes, String expected) throws Exception {
        QueryCache opened = QueryCache.open(cache, maxBytes, InstantSource.system());
        try (QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT.withCache(opened))) {
            QueryResult result = engine.query(QueryRequest.of(ONE_DAY));
            try (result) {
                assertThat(TestTables.rows(result)).containsExactly("[Optional[" + expected + "]]");
            }
            return result.statistics();
        }
    }

    private List<Path> kept(String part) throws Exception {
        try (Stream<Path> files = Files.list(cache.resolve(part))) {
            return files.toList();
        }
    }

    @Test
    void aSecondQueryFetchesNothing() throws Exception {
        QueryStatistics first = query(AMPLE, "852");
        assertThat(first.filesRead()).isEqualTo(24);
        assertThat(first.filesFetched())
                .as("the day, and the ends of the table for its columns")
                .isEqualTo(26);
        assertThat(first.bytesFetched()).isGreaterThan(first.bytesRead());

        assertThat(query(AMPLE, "852").filesFetched()).isZero();
        assertThat(kept("files")).hasSize(26);
        assertThat(kept("runs")).isEmpty();
    }

    @Test
    void aNewVersionIsFetchedAndTheOldOneNotRead() throws Exception {
        query(AMPLE, "852");
        put(30, 1030);

        assertThat(query(AMPLE, "1852").filesFetched()).isEqualTo(1);
        assertThat(query(AMPLE, "1852").filesFetched()).isZero();
    }

    @Test
    void whatStaysIsBounded() throws Exception {
        query(0, "852");
        assertThat(kept("files")).isEmpty();

        long one = query(AMPLE, "852").bytesRead() / 24;
        put(30, 1030);
        query(10 * one, "1852");
        assertThat(kept("files")).hasSizeBetween(1, 10);
    }

    @Test
    void aFileThatIsNotWholeIsFetchedAgain() throws Exception {
        query(AMPLE, "852");
        for (Path file : kept("files")) {
            Files.write(file, new byte[3]);
        }

        assertThat(query(AMPLE, "852").filesFetched()).isEqualTo(26);
    }

    @Test
    void aDirectoryThatOthersWriteToIsRefused() throws Exception {
        Files.createDirectory(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> QueryCache.open(cache, AMPLE, InstantSource.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("others may write");
    }

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        query(AMPLE, "852");

        for (String part : List.of("files", "runs")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve(part))))
                    .isEqualTo("rwx------");
        }
    }
}
