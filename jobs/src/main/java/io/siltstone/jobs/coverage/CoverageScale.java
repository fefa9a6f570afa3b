package io.siltstone.jobs.coverage;

import io.siltstone.jobs.ByteSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Four levels of weight, each twice the one before: tables differ by orders of magnitude, and a cell of half the usual
 * weight is to be seen. The highest level begins at a round number at or below three quarters of the weight that one
 * cell in twenty passes, so that a few giants do not dim the rest, and usual variation stays in one level.
 */
final class CoverageScale {

    static final int LEVELS = 4;

    private static final long[] ROUND_COUNTS = {1, 2, 4, 8};
    private static final long[] ROUND_BYTES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    /** Where the levels begin, from the highest down; the lowest has no beginning where there are three. */
    private final List<Long> thresholds;

    private CoverageScale(List<Long> thresholds) {
        this.thresholds = List.copyOf(thresholds);
    }

    static CoverageScale of(Coverage coverage) {
        CoverageMetric metric = coverage.metric();
        long[] weights = coverage.cells().stream()
                .filter(cell -> cell.state() == CellState.OK)
                .mapToLong(cell -> cell.weight(metric))
                .filter(weight -> weight > 0)
                .sorted()
                .toArray();
        long usual = weights.length == 0 ? 1 : weights[(int) ((weights.length - 1) * 95L / 100)];
        long top = metric == CoverageMetric.BYTES
                ? round(usual - usual / 4, ROUND_BYTES, 1024)
                : round(usual - usual / 4, ROUND_COUNTS, 10);
        List<Long> thresholds = new ArrayList<>();
        for (long at = top; at >= 1 && thresholds.size() < LEVELS - 1; at /= 2) {
            thresholds.add(at);
        }
        return new CoverageScale(thresholds);
    }

    private static long round(long limit, long[] digits, long base) {
        long best = 1;
        for (long power = 1; power <= limit; power *= base) {
            for (long digit : digits) {
                if (digit * power <= limit) {
                    best = digit * power;
                }
            }
            if (power > limit / base) {
                break;
            }
        }
        return best;
    }

    /** The level of a weight, from 1 to {@link #LEVELS}. */
    int level(long weight) {
        int level = LEVELS;
        for (long threshold : thresholds) {
            if (weight >= threshold) {
                return level;
            }
            level--;
        }
        return level;
    }

    /** What a level means: {@code >= 40 MiB}, {@code 20-40 MiB} or {@code < 10 MiB}. */
    String describe(int level, CoverageMetric metric, String atLeast) {
        int index = LEVELS - level;
        if (index == 0) {
            return atLeast + " " + amount(thresholds.get(0), metric);
        }
        long above = thresholds.get(index - 1);
        if (index == thresholds.size()) {
            return "< " + amount(above, metric);
        }
        long from = thresholds.get(index);
        if (metric != CoverageMetric.BYTES) {
            return from == above - 1 ? Grouped.of(from) : Grouped.of(from) + "-" + Grouped.of(above - 1);
        }
        String low = ByteSize.of(from);
        String high = ByteSize.of(above);
        boolean sameUnit = unit(low).equals(unit(high));
        return (sameUnit ? low.substring(0, low.indexOf(' ')) : low) + "-" + high;
    }

    private static String amount(long weight, CoverageMetric metric) {
        return metric == CoverageMetric.BYTES ? ByteSize.of(weight) : Grouped.of(weight);
    }

    private static String unit(String size) {
        return size.substring(size.indexOf(' ') + 1);
    }
}
