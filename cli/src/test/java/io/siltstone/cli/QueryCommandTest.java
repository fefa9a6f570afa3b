package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCommandTest {

    @TempDir
    private static Path directory;

    private static Path store;

    @BeforeAll
    static void fill() throws IOException {
        store = WeatherStore.in(directory);
    }

    @Test
    void readsOnlyTheFilesOfTheTimeAskedFor() {
        Run.Result result = Run.on(store)
                .of(
                        "query",
                        "SELECT count(*) AS n, max(temp) AS t FROM weather.hourly WHERE time >= '2025-11-02 12:00' AND"
                                + " time < '2025-11-02 15:00'");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo(" n    t\n18  5.0\n");
        assertThat(result.err()).startsWith("1 row; read 3 files (").contains(" of weather.hourly, skipped ");
    }

    @Test
    void fromAndToNarrowFurther() {
        assertThat(Run.on(store)
                        .of(
                                "query",
                                "--format",
                                "csv",
                                "--from",
                                "2025-11-03",
                                "--to",
                                "2025-11-03T02:00",
                                "SELECT count(*) AS n FROM weather.hourly")
                        .out())
                .isEqualTo("n\n12\n");
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() {
        assertThat(Run.on(store)
                        .of(
                                "query",
                                "--format",
                                "csv",
                                "SELECT 'a,b' AS \"x\"\"y\", '' AS e, NULL AS n, 'p' || chr(10) AS l")
                        .out())
                .isEqualTo("\"x\"\"y\",e,n,l\n\"a,b\",\"\",,\"p\n\"\n");
    }

    @Test
    void jsonIsAnObjectPerRow() {
        String sql =
                "SELECT 1 AS a, 2 AS a, TRUE AS b, NULL AS c, 1.50::DECIMAL(5,2) AS d, TIMESTAMP '2025-11-01' AS t";

        assertThat(Run.on(store).of("query", "--format", "json", sql).out())
                .isEqualTo("{\"a\":1,\"a_2\":2,\"b\":true,\"c\":null,\"d\":1.50,\"t\":\"2025-11-01T00:00:00\"}\n");
    }

    @Test
    void underJsonEachRowIsALineOfOursAndTheStatisticsFollow() {
        Run.Result result = Run.on(store)
                .of("--json", "query", "SELECT count(*) AS n FROM weather.hourly WHERE time < '2025-11-01 01:00'");

        assertThat(result.lines()).hasSize(3);
        assertThat(result.lines().get(0)).isEqualTo("{\"v\":1,\"type\":\"row\",\"row\":{\"n\":6}}");
        assertThat(result.lines().get(1))
                .startsWith("{\"v\":1,\"type\":\"table\",\"table\":\"weather.hourly\",\"timeColumn\":\"time\",")
                .contains("\"filesRead\":1,");
        assertThat(result.lines().get(2)).startsWith("{\"v\":1,\"type\":\"summary\",\"filesRead\":1,");
    }

    @Test
    void parquetGoesToAFile() {
        Path file = directory.resolve("result.parquet");

        Run.Result result =
                Run.on(store).of("query", "--format", "parquet", "-o", file.toString(), "SELECT * FROM weather.hourly");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(file).isNotEmptyFile();
        assertThat(Run.on(store)
                        .of("query", "--format", "parquet", "-o", directory.toString(), "SELECT 1")
                        .code())
                .isEqualTo(8);
    }

    @Test
    void aTableAlignsNumbersAndEscapesText() {
        assertThat(Run.on(store)
                        .of("query", "SELECT * FROM (VALUES (1, 'a' || chr(27) || '[2J'), (200, NULL)) t(n, s)")
                        .out())
                .isEqualTo("  n  s\n  1  a\\u001B[2J\n200  NULL\n");
    }

    @Test
    void manyRowsKeepTheirOrder() {
        assertThat(Run.on(store)
                        .of("query", "SELECT i FROM range(1200) t(i) ORDER BY i")
                        .lines())
                .hasSize(1201)
                .startsWith("  i", "  0")
                .endsWith("1199");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | SELEC 1
                    2 | SELECT 1; SELECT 2
                    2 | SELECT nope FROM weather.hourly
                    3 | SELECT * FROM weather.nope
                    3 | SELECT * FROM nope.hourly
                    1 | SELECT 'x'::INTEGER
                    8 | SELECT * FROM read_csv('/etc/passwd')
                    """)
    void aWrongQueryIsOneLineAndItsExitCode(int code, String sql) {
        Run.Result result = Run.on(store).of("query", sql);

        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("siltstone: query: ").hasLineCount(1);
    }

    @Test
    void nothingButTheStoreCanBeReadOrWritten() {
        for (String sql : new String[] {
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM '/etc/passwd'",
            "COPY (SELECT 1) TO '" + directory.resolve("stolen") + "'",
            "ATTACH '" + directory.resolve("db") + "'",
            "INSTALL httpfs",
            "SET memory_limit='1GB'"
        }) {
            Run.Result result = Run.on(store).of("query", sql);

            assertThat(result.code()).as(sql + " " + result.err()).isIn(2, 3, 8);
        }
        assertThat(Files.exists(directory.resolve("stolen"))).isFalse();
        assertThat(Files.exists(directory.resolve("db"))).isFalse();
    }

    @Test
    void optionsThatMakeNoSenseAreUsageErrors() {
        for (String[] arguments : new String[][] {
            {"query"},
            {"query", "SELECT 1", "SELECT 2"},
            {"query", "--format", "xml", "SELECT 1"},
            {"query", "--format", "parquet", "SELECT 1"},
            {"query", "-o", "x", "SELECT 1"},
            {"query", "--from", "yesterday", "SELECT 1"},
            {"query", "--from", "2025-11-02", "--to", "2025-11-01", "SELECT 1"},
            {"query", "--time", "nocolumn", "SELECT 1"},
            {"query", "--time", "a.b.c=x", "SELECT 1"}
        }) {
            assertThat(Run.on(store).of(arguments).code())
                    .as(String.join(" ", arguments))
                    .isEqualTo(2);
        }
    }
}
