package io.siltstone.jobs.coverage;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One hour or day of a picture of coverage.
 *
 * @param start where its time begins
 * @param state what is there of it
 * @param expected how many hours of it are expected, or 1 where the table has no hour files and days are counted
 * @param present how many of these have a file
 * @param files how many files hold time of it
 * @param bytes their sizes; a file of a longer window counts with its share
 * @param rows their rows in the same way; empty where they are unknown
 */
public record CoverageCell(
        Instant start, CellState state, int expected, int present, long files, long bytes, OptionalLong rows) {

    public CoverageCell {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(rows, "rows");
    }

    /** What the metric weighs the cell by; 0 where it is unknown. */
    public long weight(CoverageMetric metric) {
        return switch (metric) {
            case FILES -> files;
            case BYTES -> bytes;
            case ROWS -> rows.orElse(0);
        };
    }
}
