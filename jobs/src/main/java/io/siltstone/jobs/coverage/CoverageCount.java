package io.siltstone.jobs.coverage;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts slices into a picture. Presence is a bit for each expected grain; {@link CellSums} adds up the rest. */
final class CoverageCount {

    private final List<CoverageSlice> dated;
    private final List<CoverageSlice> undated;
    private final CoverageOptions options;
    private final CoverageUnit grain;
    private final TimeRange expected;

    CoverageCount(List<CoverageSlice> slices, CoverageOptions options) {
        this.dated = slices.stream().filter(CoverageSlice::isDated).toList();
        this.undated = slices.stream().filter(slice -> !slice.isDated()).toList();
        this.options = options;
        this.grain = grain();
        this.expected = expected();
    }

    Coverage coverage() throws UnsupportedException {
        CoverageUnit unit = options.unit().orElseGet(this::defaultUnit);
        CellAxis cells = CellAxis.over(expected, unit);
        if (cells.count() > Coverage.MAX_CELLS) {
            throw new UnsupportedException(
                    ErrorContext.of(Operation.LIST, "coverage"),
                    cells.count() + " cells from " + expected + " are more than the " + Coverage.MAX_CELLS
                            + " of one picture; give a shorter range");
        }
        CellAxis grains = CellAxis.over(expected, grain);
        BitSet present = present(grains);
        return new Coverage(
                options.metric(),
                unit,
                grain,
                expected,
                cells(cells, grains, present),
                gaps(grains, present),
                totals(grains, present));
    }

    private CoverageUnit grain() {
        Duration day = Duration.ofSeconds(CoverageUnit.DAY.seconds());
        boolean daysOnly = dated.stream().allMatch(slice -> length(slice).compareTo(day) >= 0);
        return daysOnly && !dated.isEmpty() ? CoverageUnit.DAY : CoverageUnit.HOUR;
    }

    private static Duration length(CoverageSlice slice) {
        return Duration.between(start(slice), end(slice));
    }

    private CoverageUnit defaultUnit() {
        Duration hourly = Duration.ofDays(CoverageOptions.HOURS_UP_TO_DAYS);
        boolean longer = !expected.isEmpty()
                && Duration.between(
                                        expected.start().orElseThrow(),
                                        expected.end().orElseThrow())
                                .compareTo(hourly)
                        > 0;
        return longer ? CoverageUnit.DAY : grain;
    }

    private TimeRange expected() {
        Optional<Instant> first = options.range()
                .start()
                .or(() -> dated.stream().map(CoverageCount::start).min(Comparator.naturalOrder()));
        Optional<Instant> last = options.range().end().or(this::lastEnd);
        if (first.isEmpty() || last.isEmpty()) {
            return TimeRange.EMPTY;
        }
        TimeRange told = TimeRange.of(first.get(), last.get()).intersect(PartitionUnit.EXPRESSIBLE);
        if (told.isEmpty()) {
            return TimeRange.EMPTY;
        }
        PartitionUnit partition = grain.partition();
        Instant lastInstant = told.end().orElseThrow().minusNanos(1);
        return TimeRange.of(partition.floor(told.start().orElseThrow()), partition.next(lastInstant));
    }

    private BitSet present(CellAxis grains) {
        BitSet present = new BitSet(grains.count());
        for (CoverageSlice slice : dated) {
            long from = Math.max(0, grains.indexOf(start(slice)));
            long to = Math.min(grains.count(), grains.indexOf(end(slice).minusNanos(1)) + 1);
            if (from < to) {
                present.set((int) from, (int) to);
            }
        }
        return present;
    }

    private List<CoverageCell> cells(CellAxis cells, CellAxis grains, BitSet present) {
        CellSums sums = new CellSums(cells);
        dated.forEach(sums::add);
        List<CoverageCell> result = new ArrayList<>(cells.count());
        for (int i = 0; i < cells.count(); i++) {
            int from = (int) Math.max(0, grains.indexOf(cells.start(i)));
            int to = (int)
                    Math.min(grains.count(), grains.indexOf(cells.start(i + 1).minusNanos(1)) + 1);
            int there = present.get(from, to).cardinality();
            result.add(sums.cell(i, to - from, there, options.metric()));
        }
        return options.metric() == CoverageMetric.ROWS ? SuspectCells.marked(result) : result;
    }

    private static List<CoverageGap> gaps(CellAxis grains, BitSet present) {
        List<CoverageGap> gaps = new ArrayList<>();
        int from = present.nextClearBit(0);
        while (from < grains.count()) {
            int next = present.nextSetBit(from);
            int to = next < 0 ? grains.count() : next;
            gaps.add(new CoverageGap(grains.start(from), grains.start(to), to - from));
            from = present.nextClearBit(to);
        }
        return gaps;
    }

    private CoverageTotals totals(CellAxis grains, BitSet present) {
        boolean counted = !dated.isEmpty()
                && dated.stream().allMatch(slice -> slice.rows().isPresent());
        long rows = dated.stream().mapToLong(slice -> slice.rows().orElse(0)).sum();
        return new CoverageTotals(
                grains.count(),
                present.cardinality(),
                dated.stream().mapToLong(CoverageSlice::files).sum(),
                dated.stream().mapToLong(CoverageSlice::bytes).sum(),
                counted ? OptionalLong.of(rows) : OptionalLong.empty(),
                undated.stream().mapToLong(CoverageSlice::files).sum(),
                undated.stream().mapToLong(CoverageSlice::bytes).sum(),
                lastEnd());
    }

    private Optional<Instant> lastEnd() {
        return dated.stream().map(CoverageCount::end).max(Comparator.naturalOrder());
    }

    private static Instant start(CoverageSlice slice) {
        return slice.window().start().orElseThrow();
    }

    private static Instant end(CoverageSlice slice) {
        return slice.window().end().orElseThrow();
    }
}
