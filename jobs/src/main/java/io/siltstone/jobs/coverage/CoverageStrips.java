package io.siltstone.jobs.coverage;

import io.siltstone.core.error.Printable;
import io.siltstone.jobs.coverage.CellPainter.Glyph;
import io.siltstone.jobs.coverage.TextFlow.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws many tables for a terminal, a line each, over the same time: the days that fall on one column are drawn as the
 * worst of them, so that no gap is too short to be seen. Each table is weighed by a scale of its own. All times are UTC.
 */
public final class CoverageStrips {

    private static final int MIN_COLUMNS = 8;
    private static final int MAX_NAME_SHARE = 3;

    /** From what is missing to what is as it should be. */
    private static final List<CellState> WORST_FIRST = List.of(
            CellState.ABSENT,
            CellState.UNKNOWN,
            CellState.EMPTY,
            CellState.PARTIAL,
            CellState.SUSPECT,
            CellState.OK,
            CellState.OUTSIDE);

    private static final Comparator<CellState> SEVERITY = Comparator.comparing(WORST_FIRST::indexOf);

    private final SortedMap<String, Coverage> tables;
    private final CoverageStyle style;
    private final StringBuilder out = new StringBuilder();
    private final TextFlow flow;
    private final Set<CellState> drawn = EnumSet.noneOf(CellState.class);

    private CoverageStrips(Map<String, Coverage> tables, CoverageStyle style) {
        this.tables = new TreeMap<>(tables);
        this.style = style;
        this.flow = new TextFlow(out, style.width());
    }

    /**
     * The picture; each line ends with a line feed.
     *
     * @param tables coverage by the name to print, each with days as cells and at least one table
     * @throws IllegalArgumentException if there is no table, or one has hours as cells
     */
    public static String draw(Map<String, Coverage> tables, CoverageStyle style) {
        boolean days = tables.values().stream().allMatch(one -> one.unit() == CoverageUnit.DAY);
        if (tables.isEmpty() || !days) {
            throw new IllegalArgumentException("strips are of tables by days");
        }
        return new CoverageStrips(tables, style).draw();
    }

    private String draw() {
        List<Coverage> dated =
                tables.values().stream().filter(one -> !one.cells().isEmpty()).toList();
        int nameWidth = Math.min(
                style.width() / MAX_NAME_SHARE,
                tables.keySet().stream()
                        .mapToInt(name -> Printable.of(name).length())
                        .max()
                        .orElseThrow());
        if (dated.isEmpty()) {
            tables.keySet().forEach(name -> out.append(label(name, nameWidth)).append(" no file of a known time\n"));
            return out.toString();
        }
        Instant start = dated.stream()
                .map(one -> one.cells().get(0).start())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = dated.stream()
                .map(one -> one.expected().end().orElseThrow())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Axis axis = Axis.of(start, end, style.width() - nameWidth - numbersWidth() - 4);
        flow.pieces(List.of(Piece.of(axis.span()), Piece.of(axis.scale())), " ");
        out.append('\n');
        tables.forEach((name, coverage) -> strip(label(name, nameWidth), coverage, axis));
        out.append('\n');
        flow.pieces(legend(), "  ");
        return out.toString();
    }

    private void strip(String label, Coverage coverage, Axis axis) {
        CellPainter painter = new CellPainter(style, coverage.metric(), CoverageScale.of(coverage));
        List<Glyph> glyphs = new ArrayList<>();
        for (int column = 0; column < axis.columns(); column++) {
            @Nullable CoverageCell worst = null;
            for (int day = axis.firstDay(column); day < axis.firstDay(column + 1); day++) {
                CoverageCell cell =
                        coverage.cell(axis.start().plus(Duration.ofDays(day))).orElse(null);
                worst = worse(worst, cell, coverage.metric());
            }
            glyphs.add(worst == null ? painter.outside() : painter.glyph(worst));
            drawn.add(worst == null ? CellState.OUTSIDE : worst.state());
        }
        out.append(label).append(' ').append(painter.leftEdge());
        painter.append(out, glyphs, axis.cellWidth());
        out.append(painter.rightEdge()).append(' ').append(numbers(coverage)).append('\n');
    }

    private static @Nullable CoverageCell worse(
            @Nullable CoverageCell one, @Nullable CoverageCell other, CoverageMetric metric) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = SEVERITY.compare(one.state(), other.state());
        if (order == 0) {
            return one.weight(metric) <= other.weight(metric) ? one : other;
        }
        return order < 0 ? one : other;
    }

    private int numbersWidth() {
        return tables.values().stream()
                .mapToInt(one -> numbers(one).length())
                .max()
                .orElse(0);
    }

    private static String numbers(Coverage coverage) {
        int gaps = coverage.gaps().size();
        return CoverageText.percent(coverage.totals()) + " %, "
                + (gaps == 0 ? "no gaps" : Grouped.of(gaps) + (gaps == 1 ? " gap" : " gaps"));
    }

    private static String label(String name, int width) {
        String printable = Printable.of(name);
        String cut = printable.length() <= width ? printable : printable.substring(0, width - 3) + "...";
        return cut + " ".repeat(width - cut.length());
    }

    private List<Piece> legend() {
        Coverage any = tables.values().iterator().next();
        CellPainter painter = new CellPainter(style, any.metric(), CoverageScale.of(any));
        return new CoverageLegend(painter).ofStrips(any.metric(), drawn);
    }

    /**
     * The time that is drawn.
     *
     * @param start of the first day
     * @param days how many
     * @param columns how many cells a strip has, no more than days
     * @param cellWidth how many columns of the terminal a cell takes
     */
    private record Axis(Instant start, int days, int columns, int cellWidth) {

        static Axis of(Instant start, Instant end, int room) {
            int days = Math.toIntExact(Duration.between(start, end).toDays());
            int columns = Math.min(days, Math.max(MIN_COLUMNS, room));
            return new Axis(start, days, columns, Math.max(1, Math.min(4, room / days)));
        }

        int firstDay(int column) {
            return Math.toIntExact((long) days * column / columns);
        }

        String span() {
            return CoverageText.day(start) + " .. " + CoverageText.day(start.plus(Duration.ofDays(days - 1L))) + " UTC";
        }

        String scale() {
            int most = (days + columns - 1) / columns;
            return most == 1 ? "by days" : "by up to " + most + " days, the worst is drawn";
        }
    }
}
