package io.siltstone.jobs.coverage;

import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which time a table has data for. Files count for the whole window of their path: a day file for its 24 hours, a month
 * file for every hour of the month. All times are UTC.
 *
 * @param metric what the cells are to be weighed by
 * @param unit what a cell is
 * @param grain what is counted as expected and present: hours where a file is of an hour, otherwise days
 * @param expected the time from the first cell's to the last cell's that is expected, whole hours or days; {@link
 *     TimeRange#EMPTY} where nothing is expected
 * @param cells every hour or day of it, in order, without a break
 * @param gaps the expected time without a file, in order, as long as possible each
 * @param totals the same in numbers
 */
public record Coverage(
        CoverageMetric metric,
        CoverageUnit unit,
        CoverageUnit grain,
        TimeRange expected,
        List<CoverageCell> cells,
        List<CoverageGap> gaps,
        CoverageTotals totals) {

    /** The most cells of one picture: 119 years by the hour, 2,870 by the day. */
    public static final int MAX_CELLS = 1 << 20;

    public Coverage {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(grain, "grain");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(totals, "totals");
        cells = List.copyOf(cells);
        gaps = List.copyOf(gaps);
    }

    /**
     * The picture of the slices, in any order. Without a slice and without both bounds told, it has no cells.
     *
     * @throws UnsupportedException if it had more than {@link #MAX_CELLS} cells; a shorter range has fewer
     */
    public static Coverage of(List<CoverageSlice> slices, CoverageOptions options) throws UnsupportedException {
        return new CoverageCount(slices, options).coverage();
    }

    /** The cell that holds the instant; empty outside of what is expected. */
    public Optional<CoverageCell> cell(Instant instant) {
        if (!expected.contains(instant)) {
            return Optional.empty();
        }
        long seconds = Duration.between(cells.get(0).start(), instant).toSeconds();
        return Optional.of(cells.get(Math.toIntExact(seconds / unit.seconds())));
    }

    /** The state of the cell that holds the instant, {@link CellState#OUTSIDE} where there is none. */
    public CellState state(Instant instant) {
        return cell(instant).map(CoverageCell::state).orElse(CellState.OUTSIDE);
    }

    /** Whether a gap is at least this long; what {@code --fail-on-gap} asks. */
    public boolean hasGapOf(Duration least) {
        return gaps.stream()
                .anyMatch(gap -> Duration.between(gap.from(), gap.to()).compareTo(least) >= 0);
    }
}
