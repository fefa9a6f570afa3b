package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.query.QueryException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEngineTest {

    private static final String FOREVER =
            "SELECT count(*) FROM range(100000000000) a(i), range(1000) b(j) WHERE hash(i + j) = 3";

    @TempDir
    private Path directory;

    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    @BeforeEach
    void write() throws Exception {
        storage = Storage.open(
                Files.createDirectory(directory.resolve("st'o[r]e")).toString());
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        fill(tables);
        engine = new QueryEngine(storage, QuerySettings.DEFAULT);
    }

    private static void fill(TestTables tables) throws Exception {
        tables.run(
                "CREATE OR REPLACE TABLE rows AS SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS time, i AS v FROM range(72) r(i)");
        for (int hour = 0; hour < 72; hour++) {
            String path = String.format("2024/01/%02d/%02d/a.parquet", 1 + hour / 24, hour % 24);
            tables.put("db.m", path, "", "SELECT * FROM rows WHERE v = " + hour);
        }
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    private List<String> rows(String sql) throws Exception {
        try (QueryResult result = engine.query(QueryRequest.of(sql))) {
            return TestTables.rows(result);
        }
    }

    private QueryException mistake(String sql) {
        return catchThrowableOfType(QueryException.class, () -> rows(sql));
    }

    @Test
    void readsOnlyTheFilesOfTheTimeAndSaysSo() throws Exception {
        try (QueryResult result = engine.query(
                QueryRequest.of(
                        "SELECT count(*) AS n FROM db.m WHERE time >= '2024-01-02 03:00:00' AND time <= '2024-01-02 05:00:00'"))) {
            assertThat(result.columns()).containsExactly(new QueryColumn("n", "BIGINT"));
            assertThat(TestTables.rows(result)).containsExactly("[Optional[3]]");
            TableStatistics table = result.statistics().tables().get(0);
            assertThat(table.table()).isEqualTo(new TableName("db", "m"));
            assertThat(table.timeColumn()).contains("time");
            assertThat(table.bounds()).hasToString("2024-01-02T03:00:00Z..2024-01-02T05:00:00.000001Z");
            assertThat(table.filesRead()).isEqualTo(3);
            assertThat(table.directoriesSkipped()).isEqualTo(2 + 21);
            assertThat(result.statistics().bytesRead())
                    .isPositive()
                    .isEqualTo(table.files().sizeBytes());
        }
    }

    @Test
    void takesDurationsFromTheClockGiven() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (QueryEngine timed = new QueryEngine(storage, QuerySettings.DEFAULT, () -> nanos.getAndAdd(1_000_000))) {
            QueryResult result = timed.query(QueryRequest.of("SELECT 1"));
            result.close();
            assertThat(result.statistics().planning()).isEqualTo(Duration.ofMillis(1));
            assertThat(result.statistics().running()).isEqualTo(Duration.ofMillis(1));
            assertThat(result.statistics()).isEqualTo(result.statistics());
        }
    }

    @Test
    void givesColumnsAndNoRowsWhereNothingIsInRange() throws Exception {
        try (QueryResult result = engine.query(QueryRequest.of("SELECT * FROM db.m WHERE time > '2025-01-01'"))) {
            assertThat(result.columns())
                    .containsExactly(new QueryColumn("time", "TIMESTAMP"), new QueryColumn("v", "BIGINT"));
            assertThat(result.next()).isFalse();
            assertThat(result.statistics().filesRead()).isZero();
        }
    }

    @Test
    void takesNumbersThatJsonHasNoWordFor() throws Exception {
        assertThat(rows("SELECT 'NaN'::DOUBLE AS d")).containsExactly("[Optional[NaN]]");
        assertThat(rows("SELECT count(*) FROM db.m WHERE time < '2024-01-02' AND v < 'NaN'::DOUBLE"))
                .containsExactly("[Optional[24]]");
    }

    @Test
    void narrowsToTheTimeOfTheRequest() throws Exception {
        TimeRange hours = TimeRange.of(Instant.parse("2024-01-02T01:30:00Z"), Instant.parse("2024-01-02T04:00:00Z"));
        try (QueryResult result =
                engine.query(QueryRequest.of("SELECT v FROM db.m ORDER BY v").within(hours))) {
            assertThat(TestTables.rows(result)).containsExactly("[Optional[26]]", "[Optional[27]]");
            assertThat(result.statistics().tables().get(0).bounds()).isEqualTo(hours);
            assertThat(result.statistics().filesRead()).isEqualTo(3);
        }
    }

    @Test
    void narrowsTimesThatAreFractionsOfAUnitExactly() throws Exception {
        String metadata = "'siltstone.time-column': 't', 'siltstone.time-unit': 'epoch_s'";
        tables.put("db.f", "2024/01/01/23/a.parquet", metadata, "SELECT 1704153599.75::DOUBLE AS t, 1 AS v");
        tables.put(
                "db.f",
                "2024/01/02/00/a.parquet",
                metadata,
                "SELECT unnest([1704153600.25, 1704153600.5, 1704153600.75])::DOUBLE AS t, 2 AS v");
        TimeRange part =
                TimeRange.of(Instant.parse("2024-01-02T00:00:00.25Z"), Instant.parse("2024-01-02T00:00:00.75Z"));
        try (QueryResult result =
                engine.query(QueryRequest.of("SELECT t FROM db.f ORDER BY t").within(part))) {
            assertThat(TestTables.rows(result))
                    .containsExactly("[Optional[1.70415360025E9]]", "[Optional[1.7041536005E9]]");
            assertThat(result.statistics().filesRead()).isEqualTo(1);
        }
        tables.readWhole();
        String sql = "SELECT t FROM db.f WHERE t > 1704153599.5 AND t < 1704153600.5 ORDER BY t";
        assertThat(rows(sql)).isEqualTo(tables.rows(sql)).hasSize(2);
    }

    @Test
    void readsTimesInNanosecondsWithATimeZone() throws Exception {
        String time = "make_timestamp_ns(1704153599999999999 + i)::TIMESTAMPTZ_NS AS time";
        tables.put("db.z", "2024/01/01/23/a.parquet", "", "SELECT " + time + " FROM range(0, 1) r(i)");
        tables.put("db.z", "2024/01/02/00/a.parquet", "", "SELECT " + time + " FROM range(1, 3) r(i)");
        TimeRange part = TimeRange.of(
                Instant.parse("2024-01-01T23:59:59.999999999Z"), Instant.parse("2024-01-02T00:00:00.000000001Z"));
        try (QueryResult result =
                engine.query(QueryRequest.of("FROM db.z ORDER BY time").within(part))) {
            assertThat(TestTables.rows(result))
                    .containsExactly("[Optional[2024-01-01T23:59:59.999999999Z]]", "[Optional[2024-01-02T00:00Z]]");
        }
        tables.readWhole();
        for (String condition : List.of("time >= '2024-01-02'", "time < '2024-01-02 00:00:00.000000001Z'")) {
            String sql = "SELECT epoch_ns(time) FROM db.z WHERE " + condition + " ORDER BY 1";
            assertThat(rows(sql)).as(sql).isEqualTo(tables.rows(sql)).isNotEmpty();
        }
    }

    @Test
    void takesTheTimeColumnThatIsTold() throws Exception {
        tables.put("db.other", "2024/01/01/a.parquet", "", "SELECT time AS taken, v FROM rows WHERE v < 24");
        tables.put(
                "db.other", "2024/01/02/a.parquet", "", "SELECT time AS taken, v FROM rows WHERE v >= 24 AND v < 48");
        QueryRequest request = QueryRequest.of("SELECT count(*) FROM db.other WHERE taken < '2024-01-02'");
        try (QueryResult untold = engine.query(request)) {
            assertThat(untold.statistics().filesRead()).isEqualTo(2);
            assertThat(untold.statistics().tables().get(0).timeColumn()).isEmpty();
        }
        try (QueryResult told = engine.query(request.withTimeColumns(Map.of(new TableName("db", "other"), "taken")))) {
            assertThat(told.statistics().filesRead()).isEqualTo(1);
        }
        assertThatThrownBy(() -> engine.query(QueryRequest.of("FROM db.other").within(TimeRange.from(Instant.EPOCH))))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NAME));
    }

    @Test
    void givesValuesWithoutTheMachinesTimeZone() throws Exception {
        String sql =
                "SELECT true, 1::TINYINT, 2::BIGINT, 3::HUGEINT, 1.5::DOUBLE, 2.50::DECIMAL(5,2), 'x', NULL, DATE '2024-03-10',"
                        + " TIMESTAMP '2024-03-10 02:30:00.123456', TIMESTAMP_NS '2024-03-10 02:30:00.123456789',"
                        + " TIMESTAMPTZ '2024-03-10 02:30:00+02', TIME '01:02:03', [TIMESTAMP '2024-03-10 02:30:00'], {'a': 1},"
                        + " 'infinity'::TIMESTAMP, '-infinity'::TIMESTAMP, 'infinity'::DATE, '-infinity'::DATE,"
                        + " 'infinity'::TIMESTAMPTZ, '-infinity'::TIMESTAMP_NS, TIME '24:00:00', DATE '0044-03-15 (BC)'";
        assertThat(rows(sql))
                .containsExactly(
                        "[Optional[true], Optional[1], Optional[2], Optional[3], Optional[1.5], Optional[2.50], Optional[x],"
                                + " Optional.empty, Optional[2024-03-10], Optional[2024-03-10T02:30:00.123456],"
                                + " Optional[2024-03-10T02:30:00.123456789], Optional[2024-03-10T00:30Z],"
                                + " Optional[01:02:03], Optional[['2024-03-10 02:30:00']], Optional[{'a': 1}],"
                                + " Optional[infinity], Optional[-infinity], Optional[infinity], Optional[-infinity],"
                                + " Optional[infinity], Optional[-infinity], Optional[24:00:00], Optional[-0043-03-15]]");
    }

    @Test
    void tellsMistakesOfTheQueryFromFailures() {
        assertThat(mistake("SELEC 1").kind()).isEqualTo(Kind.SYNTAX);
        assertThat(mistake("SELECT x FROM db.m").kind()).isEqualTo(Kind.NAME);
        assertThat(mistake("SELECT x FROM db.m").position()).hasValue(7);
        assertThat(mistake("SELECT nofunction(v) FROM db.m").kind()).isEqualTo(Kind.NAME);
        assertThat(mistake("SELECT time + 'x'::INTERVAL[] FROM db.m").kind()).isIn(Kind.TYPE, Kind.VALUE);
        assertThat(mistake("SELECT 'x'::INT FROM db.m").kind()).isEqualTo(Kind.VALUE);
        assertThat(mistake("SELECT ('x' || v)::INT FROM db.m ORDER BY 1"))
                .hasMessageContaining("Could not convert string 'x")
                .extracting(QueryException::kind)
                .isEqualTo(Kind.VALUE);
        assertThat(mistake("SELECT error('late') FROM db.m WHERE v = 70")).hasMessageContaining("late");
        assertThat(mistake("FROM db.n")).hasMessageContaining("did you mean `m`");
        assertThat(mistake("FROM DB.m")).hasMessageContaining("did you mean `db`");
    }

    @Test
    void failsInsteadOfEndingEarlyWhenALaterRowCannotBeComputed() throws Exception {
        String sql = "SELECT CASE WHEN i = 1900000 THEN error('late') ELSE i END FROM range(2000000) r(i)";
        try (QueryResult result = engine.query(QueryRequest.of(sql))) {
            assertThatThrownBy(() -> TestTables.rows(result))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("late");
        }
        assertThat(rows("SELECT count(*) FROM db.m")).containsExactly("[Optional[72]]");
    }

    @Test
    void namesTheFileThatIsNoParquet() throws Exception {
        byte[] whole = storage.read("db/m/2024/01/02/05/a.parquet");
        byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
        byte[] corrupt = whole.clone();
        int footer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
        Arrays.fill(corrupt, whole.length - 8 - footer, whole.length - 8 - footer / 2, (byte) 0x55);
        for (byte[] bad : List.of(new byte[0], "text".getBytes(StandardCharsets.UTF_8), truncated, corrupt)) {
            storage.write("db/m/2024/01/02/05/a.parquet", bad);
            IntegrityException error =
                    catchThrowableOfType(IntegrityException.class, () -> rows("SELECT sum(v) FROM db.m"));
            assertThat(error.context().key()).contains("db/m/2024/01/02/05/a.parquet");
        }
        assertThat(rows("SELECT count(*) FROM db.m WHERE time < '2024-01-02'")).containsExactly("[Optional[24]]");
    }

    @Test
    void neverReadsMoreThanTheFileNamed() throws Exception {
        Storage raw =
                Storage.open(Files.createDirectory(directory.resolve("raw")).toString());
        tables.put("db.odd", "unused.parquet", "", "SELECT * FROM rows WHERE v < 10");
        byte[] file = storage.read("db/odd/unused.parquet");
        for (String name :
                List.of("a'b", "x;--", "a[1]", "a{b,c}", "k=v", "$(x)", "a%2Fb", "a b", "ab", "a1", "é", "#")) {
            raw.write("db/odd/2024/01/01/00/" + name + ".parquet", file);
        }
        for (String name : List.of("a\"b", "a*", "a?", "[a]b", "*", "**", "a]b", "[!a]", "?", "a:b", "a|b", "<a>")) {
            Files.write(directory.resolve("raw/db/odd/2024/01/01/00/" + name + ".parquet"), file);
        }
        try (QueryEngine odd = new QueryEngine(raw, QuerySettings.DEFAULT);
                QueryResult result = odd.query(QueryRequest.of("SELECT count(*) FROM db.odd"))) {
            assertThat(result.statistics().filesRead()).isEqualTo(24);
            assertThat(TestTables.rows(result)).containsExactly("[Optional[240]]");
        }
        raw.close();
    }

    @Test
    void readsAStoreWithoutFilesThroughCopies() throws Exception {
        try (Storage memory = Storage.open("mem:");
                TestTables copied = new TestTables(memory, Files.createDirectory(directory.resolve("memory")))) {
            fill(copied);
            Path temporary = Files.createDirectory(directory.resolve("tmp [x]"));
            DuckDbSettings settings = DuckDbSettings.DEFAULT.withTemporaryDirectory(temporary);
            try (QueryEngine over = new QueryEngine(memory, QuerySettings.DEFAULT.withEngine(settings))) {
                for (int round = 0; round < 2; round++) {
                    try (QueryResult result = over.query(QueryRequest.of(
                            "SELECT sum(v) FROM db.m WHERE time >= '2024-01-02' AND time < '2024-01-02 02:00:00'"))) {
                        assertThat(TestTables.rows(result)).containsExactly("[Optional[49]]");
                    }
                }
                assertThatThrownBy(() -> over.query(QueryRequest.of("SELECT nothing FROM db.m")))
                        .isInstanceOf(QueryException.class);
            }
            try (var left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void writesParquet() throws Exception {
        Path file = directory.resolve("re'sult.parquet");
        QueryStatistics statistics =
                engine.writeParquet(QueryRequest.of("SELECT * FROM db.m WHERE v < 5 ORDER BY v -- why not;"), file);
        assertThat(statistics.filesRead()).isEqualTo(72);
        String path = file.toString().replace("'", "''");
        assertThat(tables.rows("SELECT count(*), max(v) FROM read_parquet('" + path + "')"))
                .containsExactly("[Optional[5], Optional[4]]");
        assertThatThrownBy(() -> engine.writeParquet(QueryRequest.of("SELECT x FROM db.m"), file))
                .isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> engine.writeParquet(QueryRequest.of("SELECT 1"), directory.resolve("no/dir.parquet")))
                .isInstanceOf(BackendFailureException.class);
        try (var left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("st'o[r]e", "scratch", "re'sult.parquet");
        }
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Thread caller = Thread.currentThread();
        QuerySettings interrupting = QuerySettings.DEFAULT.withProgress(fraction -> caller.interrupt());
        try (QueryEngine slow = new QueryEngine(storage, interrupting)) {
            assertThatThrownBy(() -> slow.query(QueryRequest.of(FOREVER)).next())
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        QuerySettings limited = QuerySettings.DEFAULT.withTimeLimit(Duration.ofHours(1));
        try (QueryEngine slow = new QueryEngine(
                storage,
                limited,
                () -> calls.getAndIncrement() * Duration.ofHours(1).toNanos())) {
            assertThatThrownBy(() -> slow.query(QueryRequest.of(FOREVER)).next())
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void endsWhenItIsClosedByAnotherThread() throws Exception {
        String endless = "SELECT i FROM range(100000000000) r(i)";
        QueryResult result = engine.query(QueryRequest.of(endless));
        CountDownLatch reading = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            try {
                reading.await();
                result.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        closer.start();
        assertThatThrownBy(() -> {
                    while (result.next()) {
                        reading.countDown();
                    }
                })
                .isInstanceOfAny(CancelledException.class, IllegalStateException.class);
        closer.join();
        assertThatIllegalStateException().isThrownBy(result::next);
        result.close();
    }

    @Test
    void saysWhenMemoryIsNotEnough() throws Exception {
        DuckDbSettings small = DuckDbSettings.DEFAULT.withThreads(1).withMemoryLimitBytes(16L << 20);
        try (QueryEngine narrow = new QueryEngine(storage, QuerySettings.DEFAULT.withEngine(small))) {
            assertThatThrownBy(() -> narrow.query(QueryRequest.of(
                                    "SELECT length(string_agg(repeat('x', 1000), ',')) FROM range(100000)"))
                            .next())
                    .isInstanceOf(BackendFailureException.class)
                    .hasMessageContaining("memory limit");
        }
    }

    @Test
    void isNotUsedAfterItIsClosed() throws Exception {
        engine.close();
        engine.close();
        assertThatIllegalStateException().isThrownBy(() -> engine.query(QueryRequest.of("SELECT 1")));
    }
}
