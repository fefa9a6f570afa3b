package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.siltstone.core.Storage;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.DuckDbSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** No row is lost: what a query gives over the files it chose is what it gives over all files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuerySoundnessTest {

    private static final int RANDOM_QUERIES = Integer.getInteger("siltstone.query.random", 300);

    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    @BeforeAll
    void write(@TempDir Path directory) throws Exception {
        storage = Storage.open(Files.createDirectory(directory.resolve("store")).toString());
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        BoundaryStore.write(tables);
        engine = new QueryEngine(storage, QuerySettings.DEFAULT.withEngine(DuckDbSettings.DEFAULT.withThreads(1)));
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    @Test
    void everyShapeOfQueryGivesTheSameRowsAsOverAllFiles() throws Exception {
        List<String> shapes = shapes();
        long pruned = 0;
        List<String> wrong = new ArrayList<>();
        for (String sql : shapes) {
            try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                List<String> actual = sorted(TestTables.rows(result));
                List<String> expected = sorted(tables.rows(sql));
                if (!actual.equals(expected)) {
                    wrong.add(expected.size() + " rows, not " + actual.size() + ": " + sql);
                }
                pruned += prunes(result) ? 1 : 0;
            } catch (QueryException e) {
                assertThatCode(() -> tables.rows(sql)).as(sql).hasMessageContaining("rror");
                wrong.add(e.kind() + " " + e.getMessage() + ": " + sql);
            }
        }
        assertThat(wrong).as("of %d queries", shapes.size()).isEmpty();
        assertThat(shapes).hasSizeGreaterThan(200);
        // A planner that never prunes would pass the comparison.
        assertThat(pruned).isGreaterThan(120);
    }

    @Test
    void randomConditionsGiveTheSameRowsAsOverAllFiles() throws Exception {
        long seed = Long.getLong("siltstone.query.seed", 20_240_101L);
        RandomConditions random = new RandomConditions(new Random(seed));
        long pruned = 0;
        for (int i = 0; i < RANDOM_QUERIES; i++) {
            RandomConditions.Query query = random.next();
            String sql = "SELECT count(*), sum(v), sum(v * v), min(t)::VARCHAR, max(t)::VARCHAR FROM " + query.table()
                    + " WHERE " + query.condition();
            try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                assertThat(TestTables.rows(result))
                        .as("seed %d, query %d: %s", seed, i, sql)
                        .isEqualTo(tables.rows(sql));
                pruned += result.statistics().filesRead() < tables.files(query.table()) ? 1 : 0;
            }
        }
        assertThat(pruned).isGreaterThan(RANDOM_QUERIES / 4);
    }

    @Test
    void randomQueriesGiveTheSameRowsAsOverAllFiles() throws Exception {
        long seed = Long.getLong("siltstone.query.seed", 20_240_101L);
        RandomQueries random = new RandomQueries(new Random(seed));
        long pruned = 0;
        for (int i = 0; i < RANDOM_QUERIES / 2; i++) {
            String sql = random.next();
            try (QueryResult result = engine.query(QueryRequest.of(sql))) {
                assertThat(sorted(TestTables.rows(result)))
                        .as("seed %d, query %d: %s", seed, i, sql)
                        .isEqualTo(sorted(tables.rows(sql)));
                pruned += prunes(result) ? 1 : 0;
            }
        }
        assertThat(pruned).isGreaterThan(RANDOM_QUERIES / 8);
    }

    @Test
    void narrowingGivesExactlyTheRowsInside() throws Exception {
        List<String> bounds = List.of(
                "1812-06-24T01:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2023-12-30T00:00:00Z",
                "2024-01-01T00:00:00Z",
                "2024-01-01T00:59:59.999999Z",
                "2024-01-01T00:59:59.999999001Z",
                "2024-01-01T01:00:00Z",
                "2024-01-01T01:00:00.000000001Z",
                "2024-01-02T12:00:00.5Z",
                "2024-01-05T00:00:00Z",
                "2024-03-01T00:00:00Z",
                "2200-02-28T10:00:00Z");
        List<String> types = List.of("m", "z", "ns", "dd", "ep", "s", "ms");
        for (int from = 0; from < bounds.size(); from++) {
            for (int to = from; to < bounds.size(); to++) {
                // Each pair of bounds meets two of the types, and each type many pairs.
                for (int type = from + to; type < from + to + 2; type++) {
                    narrowed(
                            types.get(type % types.size()),
                            Instant.parse(bounds.get(from)),
                            Instant.parse(bounds.get(to)));
                }
            }
        }
        for (String type : types) {
            narrowed(type, Instant.MIN, Instant.MAX);
        }
    }

    private void narrowed(String table, Instant from, Instant to) throws Exception {
        String sql = "SELECT count(*), sum(v), sum(v * v) FROM db." + table;
        String inside = table.equals("dd")
                ? "epoch(t)::HUGEINT * 1000000000"
                : table.equals("ep")
                        ? "t::HUGEINT * 1000000000"
                        : table.equals("ns") ? "epoch_ns(t)" : "epoch_us(t)::HUGEINT * 1000";
        String oracle = sql + " WHERE " + inside + " >= " + nanos(from) + " AND " + inside + " < " + nanos(to);
        try (QueryResult result = engine.query(QueryRequest.of(sql).within(TimeRange.of(from, to)))) {
            assertThat(TestTables.rows(result)).as("%s %s %s", table, from, to).isEqualTo(tables.rows(oracle));
        }
    }

    private boolean prunes(QueryResult result) {
        return result.statistics().tables().stream()
                .anyMatch(
                        table -> table.filesRead() < tables.files(table.table().toString()));
    }

    private static String nanos(Instant instant) {
        return "(" + instant.getEpochSecond() + "::HUGEINT * 1000000000 + " + instant.getNano() + ")";
    }

    private static List<String> shapes() throws Exception {
        try (InputStream text = QuerySoundnessTest.class.getResourceAsStream("soundness.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }
}
