package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {

    @TempDir
    private static Path directory;

    private static Path store;

    @BeforeAll
    static void fill() throws IOException {
        store = WeatherStore.in(directory);
    }

    @Test
    void drawsTheHoursAndListsTheGap() {
        Run.Result result = Run.on(store).of("coverage", "weather.hourly");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("72 h expected, 70 present (97.2 %), 1 gap", "70 files")
                .contains("gap  2025-11-02T03Z .. 2025-11-02T04Z  2 h")
                .doesNotContain("\u001B");
    }

    @Test
    void aDatabaseHasALineForEachMeasurement() {
        Run.Result result = Run.on(store).of("coverage", "weather");

        assertThat(result.code()).isZero();
        assertThat(result.lines()).anyMatch(line -> line.startsWith("hourly ▕"));
        assertThat(Run.on(store).of("coverage", "weather", "--json").lines())
                .allMatch(line -> line.startsWith("{\"v\":1,\"type\":\"total\",\"table\":\"weather."));
        assertThat(Run.on(store)
                        .of("coverage", "weather", "--fail-on-gap", "2h")
                        .code())
                .isEqualTo(12);
        assertThat(Run.on(store).of("coverage", "weather", "--cell", "day").code())
                .isEqualTo(2);
        assertThat(Run.on(store).of("coverage", "nothing").code()).isEqualTo(3);
    }

    @Test
    void aLongEnoughGapFailsAndAShorterDoesNot() {
        Run.Result failed = Run.on(store).of("coverage", "weather.hourly", "--fail-on-gap", "2h");

        assertThat(failed.code()).isEqualTo(12);
        assertThat(failed.err()).isEqualTo("a gap is at least 2 h long\n");
        assertThat(Run.on(store)
                        .of("coverage", "weather.hourly", "--fail-on-gap", "3h")
                        .code())
                .isZero();
    }

    @Test
    void rowsAreCountedFromFooters() {
        assertThat(Run.on(store)
                        .of("coverage", "weather/hourly", "--by", "rows")
                        .out())
                .contains("420 rows");
    }

    @Test
    void theTimeToDrawCanBeChosen() {
        assertThat(Run.on(store)
                        .of(
                                "coverage",
                                "weather.hourly",
                                "--from",
                                "2025-11-01",
                                "--to",
                                "2025-11-02",
                                "--cell",
                                "hour")
                        .out())
                .contains("24 h expected, 24 present (100 %), no gaps");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(Run.on(store)
                        .with("COLUMNS", "40")
                        .of("coverage", "weather.hourly", "--ascii")
                        .lines())
                .allMatch(line -> line.length() <= 40)
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    void jsonIsCellsGapsAndTheTotal() {
        Run.Result result = Run.on(store).of("--json", "coverage", "weather.hourly", "--by", "rows");

        assertThat(result.lines()).hasSize(72 + 1 + 1);
        assertThat(result.lines().get(0))
                .startsWith(
                        "{\"v\":1,\"type\":\"cell\",\"start\":\"2025-11-01T00:00:00Z\",\"state\":\"ok\",\"expected\":1,"
                                + "\"present\":1,\"files\":1,\"sizeBytes\":")
                .endsWith(",\"rows\":6}");
        assertThat(result.lines().get(72))
                .isEqualTo(
                        "{\"v\":1,\"type\":\"gap\",\"from\":\"2025-11-02T03:00:00Z\",\"to\":\"2025-11-02T05:00:00Z\","
                                + "\"hours\":2}");
        assertThat(result.lines().get(73))
                .contains("\"type\":\"total\"", "\"table\":\"weather.hourly\"", "\"rows\":420");
    }

    @Test
    void anAbsentMeasurementIsExitCode3() {
        Run.Result result = Run.on(store).of("coverage", "weather.daily");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("`weather.daily`", "siltstone measurements weather")
                .hasLineCount(1);
    }

    @Test
    void aRangeOfMoreCellsThanAPictureHasIsALimitAndNoMatterOfTheStore() {
        Run.Result result =
                Run.on(store).of("coverage", "weather.hourly", "--from", "0001-01-01", "--to", "9999-12-31");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err())
                .contains("cells from")
                .doesNotContain("use a store")
                .endsWith("; --from and --to choose a range\n");
    }
}
