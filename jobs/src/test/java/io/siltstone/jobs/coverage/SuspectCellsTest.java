package io.siltstone.jobs.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SuspectCellsTest {

    private static final Instant MONDAY = Instant.parse("2025-01-06T00:00:00Z");
    private static final CoverageOptions BY_ROWS = CoverageOptions.DEFAULT.withMetric(CoverageMetric.ROWS);

    /** Every hour, by day 1000 rows and by night 50, but for the one told. */
    private static Coverage hours(int weeks, int different, long rows, CoverageOptions options)
            throws UnsupportedException {
        List<CoverageSlice> slices = new ArrayList<>();
        for (int i = 0; i < weeks * 7 * 24; i++) {
            long usual = i % 24 < 12 ? 50 : 1000;
            slices.add(slice(i, i == different ? rows : usual));
        }
        return Coverage.of(slices, options);
    }

    private static CoverageSlice slice(int hour, long rows) {
        Instant start = MONDAY.plus(Duration.ofHours(hour));
        return new CoverageSlice(TimeRange.of(start, start.plus(Duration.ofHours(1))), 1, 100, OptionalLong.of(rows));
    }

    private static List<Instant> suspects(Coverage coverage) {
        return coverage.cells().stream()
                .filter(cell -> cell.state() == CellState.SUSPECT)
                .map(CoverageCell::start)
                .toList();
    }

    @Test
    void anHourIsHeldAgainstTheSameHourOfOtherWeeks() throws UnsupportedException {
        CoverageOptions byHour = BY_ROWS.withUnit(CoverageUnit.HOUR);

        assertThat(suspects(hours(5, 20, 99, byHour))).containsExactly(MONDAY.plus(Duration.ofHours(20)));
        assertThat(suspects(hours(5, 20, 100, byHour))).isEmpty();
        assertThat(suspects(hours(5, 2, 6, byHour))).isEmpty();
        assertThat(suspects(hours(5, 2, 4, byHour))).containsExactly(MONDAY.plus(Duration.ofHours(2)));
        assertThat(suspects(hours(3, 20, 1, byHour))).as("too few weeks").isEmpty();
        assertThat(suspects(hours(5, 20, 1, byHour.withMetric(CoverageMetric.FILES))))
                .isEmpty();
    }

    @Test
    void aFileWithoutRowsIsEmptyAndNotSuspect() throws UnsupportedException {
        Coverage coverage = hours(5, 20, 0, BY_ROWS.withUnit(CoverageUnit.HOUR));

        assertThat(suspects(coverage)).isEmpty();
        assertThat(coverage.state(MONDAY.plus(Duration.ofHours(20)))).isEqualTo(CellState.EMPTY);
    }

    @Test
    void aDayOfWhichFewHoursAreExpectedIsNotSuspect() throws UnsupportedException {
        List<CoverageSlice> slices = new ArrayList<>();
        for (int i = 23; i < 5 * 7 * 24 + 24; i++) {
            slices.add(slice(i, 10));
        }
        Coverage coverage = Coverage.of(slices, BY_ROWS.withUnit(CoverageUnit.DAY));

        assertThat(coverage.cells().get(0).rows()).hasValue(10);
        assertThat(suspects(coverage)).isEmpty();
    }

    @Test
    void aSuspectHourHasAMarkOfItsOwn() throws UnsupportedException {
        String text = CoverageText.draw(
                "db.m", hours(5, 20, 1, BY_ROWS.withUnit(CoverageUnit.HOUR)), CoverageStyle.PLAIN.withAscii(true));

        assertThat(text).contains("! under 10 % of the usual rows");
        assertThat(text.lines().filter(line -> line.startsWith("   |!"))).hasSize(1);
    }
}
