package io.siltstone.duckdb.query;

/**
 * Whole numbers from a smallest to a largest one, both included. {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} stand
 * for no bound. Every interval without a number equals {@link #EMPTY}.
 *
 * @param lowest the smallest
 * @param highest the largest
 */
record Interval(long lowest, long highest) {

    static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);

    static final Interval EMPTY = new Interval(1, 0);

    Interval {
        if (lowest > highest) {
            lowest = 1;
            highest = 0;
        }
    }

    boolean isEmpty() {
        return lowest > highest;
    }

    Interval intersect(Interval other) {
        return isEmpty() || other.isEmpty()
                ? EMPTY
                : new Interval(Math.max(lowest, other.lowest), Math.min(highest, other.highest));
    }

    /** The smallest interval that holds both. */
    Interval hull(Interval other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty() ? this : new Interval(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }
}
