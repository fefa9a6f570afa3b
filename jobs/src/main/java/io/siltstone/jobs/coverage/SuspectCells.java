package io.siltstone.jobs.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds cells that are there and hold next to nothing: an hour is held against the same hour of the other weeks, a day
 * against the same weekday, since measurements go by the week.
 */
final class SuspectCells {

    /** A median of fewer says little of what is usual. */
    private static final int LEAST_CELLS = 4;

    private static final long SECONDS_OF_WEEK = 7L * 24 * 60 * 60;

    private SuspectCells() {}

    /** The same cells in the same order, those that are suspect marked; none where rows are not known. */
    static List<CoverageCell> marked(List<CoverageCell> cells) {
        int whole = cells.stream().mapToInt(CoverageCell::expected).max().orElse(0);
        Map<Long, List<Long>> rows = new HashMap<>();
        for (CoverageCell cell : cells) {
            if (isComparable(cell, whole)) {
                rows.computeIfAbsent(ofWeek(cell), week -> new ArrayList<>())
                        .add(cell.rows().getAsLong());
            }
        }
        Map<Long, Long> usual = new HashMap<>();
        rows.forEach((time, counts) -> {
            if (counts.size() >= LEAST_CELLS) {
                usual.put(time, median(counts));
            }
        });
        return cells.stream()
                .map(cell -> isComparable(cell, whole) && isLow(cell, usual.getOrDefault(ofWeek(cell), 0L))
                        ? suspect(cell)
                        : cell)
                .toList();
    }

    /** Not a first or last day of which only some hours are expected. */
    private static boolean isComparable(CoverageCell cell, int whole) {
        return cell.state() == CellState.OK && cell.rows().isPresent() && cell.expected() == whole;
    }

    private static boolean isLow(CoverageCell cell, long usual) {
        return cell.rows().orElse(0) < usual / 10.0;
    }

    private static CoverageCell suspect(CoverageCell cell) {
        return new CoverageCell(
                cell.start(),
                CellState.SUSPECT,
                cell.expected(),
                cell.present(),
                cell.files(),
                cell.bytes(),
                cell.rows());
    }

    private static long ofWeek(CoverageCell cell) {
        return Math.floorMod(cell.start().getEpochSecond(), SECONDS_OF_WEEK);
    }

    private static long median(List<Long> counts) {
        return counts.stream().sorted().toList().get(counts.size() / 2);
    }
}
