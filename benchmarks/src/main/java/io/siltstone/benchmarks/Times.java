package io.siltstone.benchmarks;

import java.util.List;

/**
 * How long each run of one side took.
 *
 * @param millis at least one, in the order of the runs
 * @param cpuMillis processor time of each run, children that ended included; empty where it was not measured
 */
record Times(List<Double> millis, List<Double> cpuMillis) {

    Times {
        millis = List.copyOf(millis);
        cpuMillis = List.copyOf(cpuMillis);
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("no run");
        }
    }

    /** Without processor times. */
    Times(List<Double> millis) {
        this(millis, List.of());
    }

    double median() {
        return median(millis);
    }

    /** NaN where it was not measured. */
    double cpuMedian() {
        return cpuMillis.isEmpty() ? Double.NaN : median(cpuMillis);
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How many times as long as the other side, by medians. */
    double over(Times other) {
        return median() / other.median();
    }

    /** How many times as much processor time as the other side, by medians. */
    double cpuOver(Times other) {
        return cpuMedian() / other.cpuMedian();
    }

    /** As {@link #cpuOver} by means, for runs that are shorter than the clock of processor time tells apart. */
    double meanCpuOver(Times other) {
        return mean(cpuMillis) / mean(other.cpuMillis);
    }

    private static double mean(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
