package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TimeRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is asked the same again answers from what is there now. */
final class StandingViewTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00.1Z");
    private static final String DAY = "SELECT * EXCLUDE (time) FROM db.m"
            + " WHERE time >= TIMESTAMP '2024-06-15' AND time < TIMESTAMP '2024-06-16' ORDER BY time";

    @TempDir
    private Path directory;

    private Path root;
    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    @BeforeEach
    void open() throws Exception {
        root = Files.createDirectory(directory.resolve("store"));
        storage = Storage.open(root.toString());
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        engine = new QueryEngine(storage, QuerySettings.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    private List<String> rows(QueryRequest request) throws Exception {
        try (QueryResult result = engine.query(request)) {
            return TestTables.rows(result);
        }
    }

    private List<String> rows(String sql) throws Exception {
        return rows(QueryRequest.of(sql));
    }

    /** Often enough that the bounds are known and the view stands. */
    private void askOften(String sql, String... rows) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(rows(sql)).containsExactly(rows);
        }
    }

    private void put(String table, String hour, String columns) throws Exception {
        String time = hour.replace('/', '-').replaceFirst("-(\\d\\d)$", " $1");
        tables.put(table, hour + "/a.parquet", "", "SELECT TIMESTAMP '" + time + ":30:00' AS time, " + columns);
        Files.setLastModifiedTime(
                root.resolve(table.replace('.', '/')).resolve(hour).resolve("a.parquet"), FileTime.from(LONG_AGO));
    }

    private long size(String hour) throws Exception {
        return Files.size(root.resolve("db/m").resolve(hour).resolve("a.parquet"));
    }

    @Test
    void fetchesAheadWhatIsNotReadAtOnce() throws Exception {
        String settings = "SELECT count(*) > 0, current_setting('read_ahead_depth') <> 0,"
                + " NOT current_setting('disable_parquet_prefetching') FROM ";
        put("db.m", "2024/06/15/07", "1 AS v");
        tables.put(
                "db.large",
                "2024/06/15/07/a.parquet",
                "",
                "SELECT TIMESTAMP '2024-06-15 07:00:00' AS time, hash(i) AS v FROM range(1_200_000) t(i)");
        assertThat(Files.size(root.resolve("db/large/2024/06/15/07/a.parquet")))
                .isGreaterThan(QuerySession.READ_AT_ONCE_BYTES);
        for (int i = 0; i < 2; i++) {
            assertThat(rows(settings + "db.m")).containsExactly("[Optional[true], Optional[false], Optional[false]]");
            assertThat(rows(settings + "db.large")).containsExactly("[Optional[true], Optional[true], Optional[true]]");
        }
    }

    @Test
    void seesAFileThatWasAddedOrRemoved() throws Exception {
        put("db.m", "2024/06/15/07", "1 AS v");
        askOften(DAY, "[Optional[1]]");

        put("db.m", "2024/06/15/09", "2 AS v");
        askOften(DAY, "[Optional[1]]", "[Optional[2]]");

        storage.delete(ObjectKey.of("db/m/2024/06/15/07/a.parquet").value());
        askOften(DAY, "[Optional[2]]");
    }

    @Test
    void seesOtherColumnsUnderTheSameName() throws Exception {
        put("db.m", "2024/06/15/07", "1 AS v");
        askOften(DAY, "[Optional[1]]");

        put("db.m", "2024/06/15/07", "'x' AS v, 2 AS w");
        askOften(DAY, "[Optional[x], Optional[2]]");
    }

    @Test
    void seesColumnsInAnotherOrderInAFileOfTheSameSizeAndTime() throws Exception {
        put("db.m", "2024/06/15/07", "1 AS v, 2 AS w");
        long size = size("2024/06/15/07");
        askOften("SELECT v, w FROM db.m", "[Optional[1], Optional[2]]");

        put("db.m", "2024/06/15/07", "4 AS w, 3 AS v");
        assertThat(size("2024/06/15/07")).isEqualTo(size);
        askOften("SELECT v, w FROM db.m", "[Optional[3], Optional[4]]");
    }

    @Test
    void seesAColumnThatOnlyOneOfManyFilesHas() throws Exception {
        for (String hour : List.of("05", "06", "07")) {
            put("db.m", "2024/06/15/" + hour, "1 AS v");
        }
        askOften(DAY, "[Optional[1]]", "[Optional[1]]", "[Optional[1]]");

        put("db.m", "2024/06/15/06", "2.5::DOUBLE AS v, 9 AS w");
        askOften(
                DAY,
                "[Optional[1.0], Optional.empty]",
                "[Optional[2.5], Optional[9]]",
                "[Optional[1.0], Optional.empty]");
    }

    @Test
    void findsNewBoundsWhereTheTimeHasAnotherPrecision() throws Exception {
        put("db.m", "2024/06/14/07", "0 AS v");
        put("db.m", "2024/06/15/07", "1 AS v");
        askOften(DAY, "[Optional[1]]");

        tables.put("db.m", "2024/06/15/09/b.parquet", "", "SELECT TIMESTAMP_NS '2024-06-15 09:00:00' AS time, 2 AS v");
        askOften(DAY, "[Optional[1]]", "[Optional[2]]");
    }

    @Test
    void plansAQueryOfTheLastDayEachTime() throws Exception {
        put("db.m", "2024/06/15/07", "1 AS v");
        QueryRequest sinceYesterday =
                QueryRequest.of("SELECT count(*) FROM db.m WHERE time >= now()::TIMESTAMP - INTERVAL 1 DAY");
        Instant before = lowest(sinceYesterday);

        assertThat(lowest(sinceYesterday)).isAfter(before);
        assertThat(lowest(sinceYesterday)).isAfter(before);
    }

    private Instant lowest(QueryRequest request) throws Exception {
        try (QueryResult result = engine.query(request)) {
            assertThat(TestTables.rows(result)).containsExactly("[Optional[0]]");
            return result.statistics().tables().get(0).bounds().start().orElseThrow();
        }
    }

    @Test
    void keepsQueriesOfOneTableApart() throws Exception {
        put("db.m", "2024/06/14/07", "0 AS v");
        put("db.m", "2024/06/15/07", "1 AS v");
        String before = "SELECT v FROM db.m WHERE time < TIMESTAMP '2024-06-15'";
        String empty = "SELECT v FROM db.m WHERE time < TIMESTAMP '2024-01-01'";
        String planned = "SELECT v FROM db.m WHERE time < now()::TIMESTAMP ORDER BY time";
        QueryRequest narrowed = QueryRequest.of("SELECT v FROM db.m WHERE time > TIMESTAMP '2000-01-01'")
                .within(TimeRange.of(Instant.parse("2024-06-14T00:00:00Z"), Instant.parse("2024-06-15T00:00:00Z")));

        for (int i = 0; i < 4; i++) {
            assertThat(rows(DAY)).containsExactly("[Optional[1]]");
            assertThat(rows(before)).containsExactly("[Optional[0]]");
            assertThat(rows(empty)).isEmpty();
            assertThat(rows(planned)).containsExactly("[Optional[0]]", "[Optional[1]]");
            assertThat(rows(narrowed)).containsExactly("[Optional[0]]");
            assertThat(rows(narrowed.sql())).hasSize(2);
        }
    }

    @Test
    void keepsTablesApartWhoseNamesDifferByCase() throws Exception {
        put("db.m", "2024/06/15/07", "1 AS v");
        put("DB.M", "2024/06/15/07", "2 AS v");

        for (int i = 0; i < 3; i++) {
            assertThat(rows("SELECT v FROM db.m")).containsExactly("[Optional[1]]");
            assertThat(rows("SELECT v FROM \"DB\".\"M\"")).containsExactly("[Optional[2]]");
        }
    }

    @Test
    void keepsViewsOfSoManyTablesAndNoMore() throws Exception {
        for (int i = 0; i < 25; i++) {
            put("db.m" + i, "2024/06/15/07", i + " AS v");
        }

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 25; i++) {
                assertThat(rows("SELECT v FROM db.m" + i)).containsExactly("[Optional[" + i + "]]");
            }
            assertThat(rows("SELECT a.v + b.v FROM db.m3 AS a JOIN db.m20 AS b USING (time)"))
                    .containsExactly("[Optional[23]]");
        }
    }
}
