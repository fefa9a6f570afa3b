package io.siltstone.jobs.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoverageStripsTest {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final CoverageStyle NARROW = CoverageStyle.PLAIN.withWidth(56);

    @Test
    void drawsALineForEachTableOverTheSameTime() throws Exception {
        assertThat(CoverageStrips.draw(
                        Map.of("disk", days(100, day -> day >= 33), "cpu", days(100, day -> day != 31)), NARROW))
                .isEqualTo("""
                        2024-01-01 .. 2024-04-09 UTC
                        by up to 3 days, the worst is drawn

                        cpu  ▕██████████·███████████████████████▏ 99.0 %, 1 gap
                        disk ▕           ███████████████████████▏ 100 %, no gaps

                        █▓▒░ files a day, by each one's own scale  · missing
                        """);
    }

    @Test
    void fewDaysHaveACellEach() throws Exception {
        assertThat(CoverageStrips.draw(Map.of("cpu", days(5, day -> day != 3)), NARROW))
                .contains("cpu ▕████████████····████▏ 80.0 %, 1 gap\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 31, 80, 133, 400})
    void oneMissingDayIsSeenAtEveryWidth(int width) throws Exception {
        for (int missing = 1; missing < 399; missing++) {
            int day = missing;
            String picture = CoverageStrips.draw(
                    Map.of("cpu", days(400, other -> other != day)),
                    CoverageStyle.PLAIN.withWidth(width).withAscii(true));
            String strip = picture.lines()
                    .filter(line -> line.startsWith("cpu"))
                    .findFirst()
                    .orElseThrow();
            assertThat(strip).containsOnlyOnce("x");
        }
    }

    @Test
    void aTableWithoutATimeHasALineToo() throws Exception {
        Coverage none = Coverage.of(List.of(), CoverageOptions.DEFAULT.withUnit(CoverageUnit.DAY));
        assertThat(CoverageStrips.draw(Map.of("odd", none), NARROW)).isEqualTo("odd no file of a known time\n");
        assertThat(CoverageStrips.draw(Map.of("odd", none, "cpu", days(5, day -> true)), NARROW))
                .contains("odd ▕                    ▏");
    }

    @Test
    void hoursAreRefused() throws Exception {
        Coverage hours = Coverage.of(List.of(), CoverageOptions.DEFAULT.withUnit(CoverageUnit.HOUR));
        assertThatThrownBy(() -> CoverageStrips.draw(Map.of("cpu", hours), NARROW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoverageStrips.draw(Map.of(), NARROW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Coverage days(int count, IntPredicate present) throws UnsupportedException {
        List<CoverageSlice> slices = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            if (present.test(day)) {
                Instant from = START.plus(Duration.ofDays(day));
                slices.add(new CoverageSlice(
                        TimeRange.of(from, from.plus(Duration.ofDays(1))), 1, 1000, OptionalLong.empty()));
            }
        }
        return Coverage.of(slices, CoverageOptions.DEFAULT.withUnit(CoverageUnit.DAY));
    }
}
