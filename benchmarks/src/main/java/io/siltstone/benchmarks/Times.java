package io.siltstone.benchmarks;

import java.util.List;

/**
 * How long each run of one side took.
 *
 * @param millis at least one, in the order of the runs
 */
record Times(List<Double> millis) {

    Times {
        millis = List.copyOf(millis);
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("no run");
        }
    }

    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How many times as long as the other side, by medians. */
    double over(Times other) {
        return median() / other.median();
    }
}
