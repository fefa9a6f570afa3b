package io.siltstone.parquet;

/** The smallest and the largest value of a column over a whole file, both present in it or bounds of what is. */
public sealed interface ColumnRange {

    /**
     * Of whole numbers, dates and timestamps, in the column's own unit.
     *
     * @param min the smallest
     * @param max the largest, not below {@code min}
     */
    record Whole(long min, long max) implements ColumnRange {
        public Whole {
            if (min > max) {
                throw new IllegalArgumentException("min " + min + " is above max " + max);
            }
        }
    }

    /**
     * Of floating-point numbers.
     *
     * @param min the smallest, not NaN
     * @param max the largest, not NaN, not below {@code min}
     */
    record Floating(double min, double max) implements ColumnRange {
        public Floating {
            if (!(min <= max)) {
                throw new IllegalArgumentException("min " + min + " is not at or below max " + max);
            }
        }
    }
}
