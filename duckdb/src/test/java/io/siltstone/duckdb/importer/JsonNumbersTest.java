package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonNumbersTest {

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{'a': 1.5, 'b': 7}`, `STRUCT(a DOUBLE, b BIGINT)`, `{'a': 1.5, 'b': 7}`",
                "`{'a': 12345678901234567890123}`, `STRUCT(a VARCHAR)`, `{'a': 12345678901234567890123}`",
                "`{'a': 1700000000000000001, 'b': 0.12345678901234}`, `STRUCT(a BIGINT, b DOUBLE)`,"
                        + " `{'a': 1700000000000000001, 'b': 0.12345678901234}`",
                "`[9007199254740993, 1.5]`, VARCHAR[], `[9007199254740993, 1.5]`",
                "`[{'x y': [1.5, 9007199254740993]}, {'x y': [2]}]`, `STRUCT(\"x y\" VARCHAR[])[]`,"
                        + " `[{'x y': [1.5, 9007199254740993]}, {'x y': [2]}]`",
                "`{'a': {'b': [{'c': 1.5}, {'c': null}]}}`, `STRUCT(a STRUCT(b STRUCT(c DOUBLE)[]))`,"
                        + " `{'a': {'b': [{'c': 1.5}, {'c': NULL}]}}`"
            })
    void insideOfObjectsAndListsKeepTheirValues(String value, String type, String kept) throws Exception {
        bench.run(bench.write(
                "n.json",
                "{\"time\":\"2024-01-01\",\"v\":" + value.replace('\'', '"') + "}\n{\"time\":\"2024-01-02\"}\n"));

        assertThat(bench.rows("SELECT typeof(v), v::VARCHAR FROM files WHERE v IS NOT NULL"))
                .containsExactly(type + "|" + kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STRUCT(\"a\" INTEGER, \"b c\" VARCHAR[])",
                "MAP(VARCHAR, STRUCT(\"q\"\"r\" DECIMAL(5,2)[], \"t\" TIMESTAMP WITH TIME ZONE)[])[]",
                "DOUBLE[][]"
            })
    void aTypeIsWrittenAsItWasRead(String type) {
        assertThat(NestedType.parse(type).text()).isEqualTo(type);
        assertThat(NestedType.isNested(type)).isTrue();
    }

    @Test
    void aNameWithAQuoteHasNoPath() {
        assertThat(NestedType.parse("STRUCT(\"q\"\"r\" DOUBLE, s DOUBLE[])").leaves())
                .extracting(NestedType.Leaf::path)
                .map(path -> path.orElse("none"))
                .containsExactly("none", "$.\"s\"[*]");
    }

    @Test
    void jsonPackedWithZstdIsReadWhole() throws Exception {
        ImportBench.sql(
                "COPY (SELECT TIMESTAMP '2024-01-01' + to_seconds(i::INTEGER) AS time, i FROM range(200000) r(i)) TO '"
                        + bench.path("p.ndjson.zst") + "' (FORMAT json, COMPRESSION zstd)");

        assertThat(bench.run(bench.path("p.ndjson.zst")).rowsStored()).isEqualTo(200_000);
    }
}
