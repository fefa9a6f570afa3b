package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The bounds that are found in each shape of query: those that prune must go on to prune. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryBoundsTest {

    private Storage storage;
    private TestTables tables;
    private QueryEngine engine;

    @BeforeAll
    void write(@TempDir Path directory) throws Exception {
        storage = Storage.open(Files.createDirectory(directory.resolve("store")).toString());
        tables = new TestTables(storage, Files.createDirectory(directory.resolve("scratch")));
        tables.run(
                "CREATE TABLE rows AS SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS t, i AS v, 'h' || i AS host,"
                        + " TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS end_time FROM range(48) r(i)");
        for (Map.Entry<String, String> type : Map.of(
                        "m",
                        "t",
                        "z",
                        "t::TIMESTAMPTZ AS t",
                        "ns",
                        "t::TIMESTAMP_NS AS t",
                        "ms",
                        "t::TIMESTAMP_MS AS t",
                        "dd",
                        "t::DATE AS t",
                        "ep",
                        "epoch(t)::BIGINT AS t",
                        "eu",
                        "epoch_us(t)::BIGINT AS t")
                .entrySet()) {
            String unit =
                    Map.of("ep", "epoch_s", "eu", "epoch_us", "dd", "date").getOrDefault(type.getKey(), "timestamp_us");
            for (int day = 1; day <= 2; day++) {
                tables.put(
                        "db." + type.getKey(),
                        "2024/01/0" + day + "/a.parquet",
                        "'siltstone.time-column': 't', 'siltstone.time-unit': '" + unit + "'",
                        "SELECT " + type.getValue() + ", v, host, end_time FROM rows WHERE day(t) = " + day);
            }
        }
        engine = new QueryEngine(storage, QuerySettings.DEFAULT);
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
        tables.close();
        storage.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "bounds.csv", delimiter = '|', quoteCharacter = '\0')
    void areFoundInThePlan(String bounds, String sql) throws Exception {
        try (QueryResult result = engine.query(QueryRequest.of(sql))) {
            String found = result.statistics().tables().stream()
                    .map(table -> table.bounds().toString())
                    .collect(Collectors.joining(" and "));
            assertThat(found).as(sql).isEqualTo(bounds);
        }
    }
}
