package io.siltstone.jobs.coverage;

import io.siltstone.core.layout.TimeRange;
import java.time.Instant;

/**
 * A row of hours or days, numbered from 0.
 *
 * @param unit how long each is
 * @param first which hour or day since 1970 the first one is
 * @param count how many there are
 */
record CellAxis(CoverageUnit unit, long first, int count) {

    /** Every hour or day that the range touches. */
    static CellAxis over(TimeRange range, CoverageUnit unit) {
        if (range.isEmpty()) {
            return new CellAxis(unit, 0, 0);
        }
        long first = Math.floorDiv(range.start().orElseThrow().getEpochSecond(), unit.seconds());
        long last = Math.floorDiv(range.end().orElseThrow().minusNanos(1).getEpochSecond(), unit.seconds());
        return new CellAxis(unit, first, Math.toIntExact(last - first + 1));
    }

    /** The number of the hour or day that holds the instant; below 0 or from the count on where it is not in the row. */
    long indexOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), unit.seconds()) - first;
    }

    /** Where the hour or day of the number begins. */
    Instant start(long index) {
        return Instant.ofEpochSecond((first + index) * unit.seconds());
    }
}
