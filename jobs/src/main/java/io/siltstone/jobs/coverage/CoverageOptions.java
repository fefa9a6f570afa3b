package io.siltstone.jobs.coverage;

import io.siltstone.core.layout.TimeRange;
import java.util.Objects;
import java.util.Optional;

/**
 * How a picture of coverage is made.
 *
 * @param range the time that is expected; where a bound is absent, the first or last time that a file has
 * @param metric what cells are weighed by
 * @param unit what a cell is; empty for days beyond {@link #HOURS_UP_TO_DAYS} days or where no file is of an hour, and
 *     hours otherwise
 */
public record CoverageOptions(TimeRange range, CoverageMetric metric, Optional<CoverageUnit> unit) {

    /** How many days are drawn by the hour unless told otherwise. */
    public static final int HOURS_UP_TO_DAYS = 60;

    /** From the first to the last file, by files. */
    public static final CoverageOptions DEFAULT =
            new CoverageOptions(TimeRange.ALL, CoverageMetric.FILES, Optional.empty());

    public CoverageOptions {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
    }

    public CoverageOptions withRange(TimeRange other) {
        return new CoverageOptions(other, metric, unit);
    }

    public CoverageOptions withMetric(CoverageMetric other) {
        return new CoverageOptions(range, other, unit);
    }

    public CoverageOptions withUnit(CoverageUnit other) {
        return new CoverageOptions(range, metric, Optional.of(other));
    }
}
