package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Storage;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.QueryColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that come, go and change their type between the files of a table. */
class SchemaEvolutionTest {

    @TempDir
    private Path directory;

    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    @BeforeEach
    void write() throws Exception {
        storage = Storage.open(Files.createDirectory(directory.resolve("store")).toString());
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        engine = new QueryEngine(storage, QuerySettings.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    private void day(int day, String columns) throws Exception {
        String query = "SELECT * FROM (SELECT TIMESTAMP '2024-01-0" + day + "' + INTERVAL (i) HOUR AS time, " + columns
                + " FROM range(24) r(i))";
        tables.put("db.m", "2024/01/0" + day + "/a.parquet", "", query);
    }

    private void sameAsWhole(String sql, long files) throws Exception {
        tables.readWhole();
        try (QueryResult result = engine.query(QueryRequest.of(sql))) {
            assertThat(sorted(TestTables.rows(result))).as(sql).isEqualTo(sorted(tables.rows(sql)));
            assertThat(result.statistics().filesRead()).as(sql).isEqualTo(files);
        }
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    @Test
    void findsColumnsThatOnlySomeFilesHave() throws Exception {
        day(1, "i AS old");
        day(2, "i AS middle");
        day(3, "i AS young");
        sameAsWhole("SELECT time, old FROM db.m WHERE time >= '2024-01-03'", 1);
        sameAsWhole("SELECT time, young FROM db.m WHERE time < '2024-01-02'", 1);
        sameAsWhole("SELECT time, middle FROM db.m WHERE time >= '2024-01-03'", 1);
        sameAsWhole("SELECT sum(old), sum(middle), sum(young) FROM db.m", 3);
        sameAsWhole("SELECT sum(middle) FROM db.m WHERE middle > 5 AND time < '2024-01-02 12:00:00'", 2);
        assertThatThrownBy(() -> engine.query(QueryRequest.of("SELECT none FROM db.m")))
                .isInstanceOf(QueryException.class);
    }

    @Test
    void givesAllColumnsItKnowsWhateverIsRead() throws Exception {
        day(1, "i AS old");
        day(2, "i AS middle");
        day(3, "i AS young");
        try (QueryResult result = engine.query(QueryRequest.of("SELECT * FROM db.m WHERE time >= '2024-01-03'"))) {
            assertThat(result.columns()).extracting(QueryColumn::name).containsExactly("time", "old", "young");
        }
        try (QueryResult result = engine.query(
                QueryRequest.of("SELECT * FROM db.m WHERE time >= '2024-01-02' AND time < '2024-01-03'"))) {
            assertThat(result.columns())
                    .extracting(QueryColumn::name)
                    .containsExactly("time", "old", "young", "middle");
            assertThat(result.statistics().filesRead()).isEqualTo(1);
        }
    }

    @Test
    void widensTypes() throws Exception {
        day(1, "i::INTEGER AS v");
        day(2, "i::BIGINT + 10000000000 AS v");
        day(3, "i::INTEGER AS v");
        sameAsWhole("SELECT time, v FROM db.m WHERE time >= '2024-01-02' AND time < '2024-01-03'", 1);
        sameAsWhole("SELECT sum(v) FROM db.m WHERE v > 5", 3);
        sameAsWhole("SELECT v FROM db.m WHERE time < '2024-01-02'", 1);
    }

    @Test
    void takesNamesThatDifferByCaseForOneColumnWhateverIsRead() throws Exception {
        day(1, "i AS \"Temp\", i AS \"É\"");
        day(2, "i::BIGINT + 10000000000 AS \"TEMP\", i AS \"é\"");
        day(3, "i + 100 AS \"temp\", i AS \"é\"");
        sameAsWhole("SELECT time, temp, \"É\", \"é\" FROM db.m WHERE time >= '2024-01-03'", 1);
        sameAsWhole("SELECT time, Temp FROM db.m WHERE time >= '2024-01-02' AND time < '2024-01-03'", 1);
        sameAsWhole("SELECT sum(temp) FROM db.m WHERE temp > 5", 3);
        try (QueryResult result = engine.query(QueryRequest.of("SELECT * FROM db.m WHERE time >= '2024-01-03'"))) {
            assertThat(result.columns()).extracting(QueryColumn::name).containsExactly("time", "Temp", "É", "é");
        }
    }

    @Test
    void plansAgainWhereTheTimeColumnChangesItsType() throws Exception {
        tables.put("db.m", "2024/01/01/a.parquet", "", "SELECT TIMESTAMP '2024-01-01 05:00:00' AS time, 1 AS v");
        tables.put("db.m", "2024/01/02/a.parquet", "", "SELECT DATE '2024-01-02' AS time, 2 AS v");
        tables.put("db.m", "2024/01/03/a.parquet", "", "SELECT TIMESTAMPTZ '2024-01-03 05:00:00+00' AS time, 3 AS v");
        tables.put("db.m", "2024/01/04/a.parquet", "", "SELECT TIMESTAMP '2024-01-04 05:00:00' AS time, 4 AS v");
        tables.readWhole();
        for (String condition :
                List.of("<= '2024-01-02'", ">= '2024-01-02'", "= '2024-01-03 05:00:00'", "< '2024-01-04'")) {
            String sql = "SELECT v FROM db.m WHERE time " + condition + " ORDER BY v";
            try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                assertThat(TestTables.rows(result)).as(sql).isEqualTo(tables.rows(sql));
            }
        }
    }

    @Test
    void losesNoRowOfFilesWithFinerTimesThanTheFirstAndTheLast() throws Exception {
        tables.put("db.d", "2024/01/01/a.parquet", "", "SELECT DATE '2024-01-01' AS time, 1 AS v");
        tables.put("db.d", "2024/01/02/a.parquet", "", "SELECT TIMESTAMP '2024-01-02 12:00:00' AS time, 2 AS v");
        tables.put("db.d", "2024/01/03/a.parquet", "", "SELECT TIMESTAMP '2024-01-03 12:00:00' AS time, 3 AS v");
        tables.put("db.d", "2024/01/05/a.parquet", "", "SELECT DATE '2024-01-05' AS time, 4 AS v");
        tables.put("db.n", "2024/01/01/00/a.parquet", "", "SELECT TIMESTAMP '2024-01-01' AS time, 1 AS v");
        tables.put("db.n", "2024/01/01/01/a.parquet", "", "SELECT TIMESTAMP_NS '2024-01-01 01:59:59.9999995' AS time");
        tables.put("db.n", "2024/01/01/03/a.parquet", "", "SELECT TIMESTAMP '2024-01-01 03:00:00' AS time, 3 AS v");
        tables.readWhole();
        for (String condition : List.of(
                "db.d WHERE time > '2024-01-02' AND time < '2024-01-03'",
                "db.d WHERE time > DATE '2024-01-03'",
                "db.d WHERE time < '2024-01-02 18:00:00'",
                "db.d WHERE date_trunc('hour', time) <= TIMESTAMP '2024-01-02 18:00:00'",
                "db.n WHERE time > '2024-01-01 01:59:59.999999' AND time < '2024-01-01 02:00:00'")) {
            String sql = "SELECT time::VARCHAR FROM " + condition + " ORDER BY time";
            try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                assertThat(TestTables.rows(result)).as(sql).isEqualTo(tables.rows(sql));
            }
        }
    }

    @Test
    void readsEverythingWhereFilesCountTimeInDifferentUnits() throws Exception {
        String name = "'siltstone.time-column': 't', 'siltstone.time-unit': ";
        tables.put("db.m", "2024/01/01/a.parquet", name + "'epoch_s'", "SELECT 1704067200 AS t");
        tables.put("db.m", "2024/01/02/a.parquet", name + "'epoch_ms'", "SELECT 1704153600000 AS t");
        try (QueryResult result = engine.query(QueryRequest.of("SELECT count(*) FROM db.m WHERE t < 1704153600000"))) {
            assertThat(TestTables.rows(result)).containsExactly("[Optional[1]]");
            assertThat(result.statistics().filesRead()).isEqualTo(2);
        }
    }

    @Test
    void doesNotGiveEveryRowWhereItCannotNarrow() throws Exception {
        tables.put("db.s", "2024/01/01/00/a.parquet", "", "SELECT TIMESTAMP '2024-01-01' AS time");
        tables.put("db.s", "2024/01/02/00/a.parquet", "", "SELECT '2024-01-02' AS time");
        tables.put("db.s", "2024/01/03/00/a.parquet", "", "SELECT TIMESTAMP '2024-01-03' AS time");
        QueryRequest late = QueryRequest.of("FROM db.s").within(TimeRange.from(Instant.parse("2024-01-02T00:00:00Z")));
        assertThatThrownBy(() -> engine.query(late))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.TYPE))
                .hasMessageContaining("`time` of db.s");
    }
}
