package io.siltstone.jobs.coverage;

import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Adds slices up into cells. A slice that is longer than a cell counts as a file in each cell that it covers, and its
 * bytes and rows are shared evenly over them, so that the shares add up to the whole.
 */
final class CellSums {

    private final CellAxis axis;
    private final long[] files;
    private final long[] bytes;
    private final long[] rows;
    private final BitSet unread;
    private final BitSet filled;

    CellSums(CellAxis axis) {
        this.axis = axis;
        this.files = new long[axis.count()];
        this.bytes = new long[axis.count()];
        this.rows = new long[axis.count()];
        this.unread = new BitSet(axis.count());
        this.filled = new BitSet(axis.count());
    }

    void add(CoverageSlice slice) {
        long from = axis.indexOf(slice.window().start().orElseThrow());
        long to = axis.indexOf(slice.window().end().orElseThrow().minusNanos(1)) + 1;
        boolean content = slice.rows().orElse(slice.bytes()) > 0;
        for (long cell = Math.max(0, from); cell < Math.min(axis.count(), to); cell++) {
            int i = (int) cell;
            files[i] += slice.files();
            bytes[i] += share(slice.bytes(), cell - from, to - from);
            rows[i] += share(slice.rows().orElse(0), cell - from, to - from);
            unread.set(i, unread.get(i) || slice.rows().isEmpty());
            filled.set(i, filled.get(i) || content);
        }
    }

    CoverageCell cell(int i, int expected, int present, CoverageMetric metric) {
        OptionalLong counted = unread.get(i) ? OptionalLong.empty() : OptionalLong.of(rows[i]);
        CellState state = state(i, expected, present, metric);
        return new CoverageCell(axis.start(i), state, expected, present, files[i], bytes[i], counted);
    }

    private CellState state(int i, int expected, int present, CoverageMetric metric) {
        if (present == 0) {
            return CellState.ABSENT;
        }
        if (metric == CoverageMetric.ROWS && unread.get(i)) {
            return CellState.UNKNOWN;
        }
        if (!filled.get(i)) {
            return CellState.EMPTY;
        }
        return present < expected ? CellState.PARTIAL : CellState.OK;
    }

    /** The part of the whole that falls to one of {@code n} equal parts; the parts add up to the whole. */
    private static long share(long whole, long index, long n) {
        long rest = whole % n;
        return whole / n + (rest * (index + 1) / n - rest * index / n);
    }
}
