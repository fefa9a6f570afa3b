package io.siltstone.jobs.coverage;

import io.siltstone.jobs.coverage.CellPainter.Glyph;
import io.siltstone.jobs.coverage.TextFlow.Piece;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what the glyphs of pictures mean, those that are in them. */
final class CoverageLegend {

    private final CellPainter painter;

    CoverageLegend(CellPainter painter) {
        this.painter = painter;
    }

    /** Of one picture, with its levels in numbers. */
    List<Piece> of(Coverage coverage, boolean ascii) {
        Set<CellState> states = EnumSet.noneOf(CellState.class);
        int lowest = CoverageScale.LEVELS + 1;
        for (CoverageCell cell : coverage.cells()) {
            states.add(cell.state());
            if (cell.state() == CellState.OK) {
                lowest = Math.min(lowest, painter.scale().level(cell.weight(coverage.metric())));
            }
        }
        String unit = coverage.unit() == CoverageUnit.DAY ? "day" : "hour";
        List<Piece> pieces = new ArrayList<>();
        if (states.contains(CellState.OK)) {
            String metric = coverage.metric().name().toLowerCase(Locale.ROOT);
            pieces.add(Piece.of(metric + (unit.equals("day") ? " a day:" : " an hour:")));
        }
        for (int level = CoverageScale.LEVELS; level >= lowest; level--) {
            String meaning = painter.scale().describe(level, coverage.metric(), ascii ? ">=" : "≥");
            pieces.add(piece(List.of(painter.level(level)), meaning));
        }
        addStates(pieces, states, unit);
        return pieces;
    }

    /** Of many tables by days, whose levels mean a number of each table's own. */
    List<Piece> ofStrips(CoverageMetric metric, Set<CellState> states) {
        List<Piece> pieces = new ArrayList<>();
        if (states.contains(CellState.OK)) {
            List<Glyph> levels = new ArrayList<>();
            for (int level = CoverageScale.LEVELS; level >= 1; level--) {
                levels.add(painter.level(level));
            }
            pieces.add(piece(levels, metric.name().toLowerCase(Locale.ROOT) + " a day, by each one's own scale"));
        }
        addStates(pieces, states, "day");
        return pieces;
    }

    private void addStates(List<Piece> pieces, Set<CellState> states, String unit) {
        if (states.contains(CellState.PARTIAL)) {
            pieces.add(piece(parts(), "part of the " + unit));
        }
        if (states.contains(CellState.ABSENT)) {
            pieces.add(piece(List.of(painter.absent()), "missing"));
        }
        if (states.contains(CellState.EMPTY)) {
            pieces.add(piece(List.of(painter.empty()), "no rows"));
        }
        if (states.contains(CellState.SUSPECT)) {
            pieces.add(piece(List.of(painter.suspect()), "under 10 % of the usual rows"));
        }
        if (states.contains(CellState.UNKNOWN)) {
            pieces.add(piece(List.of(painter.unknown()), "a file cannot be read"));
        }
    }

    private List<Glyph> parts() {
        return List.of(painter.part(1, 4), painter.part(2, 4), painter.part(3, 4));
    }

    private Piece piece(List<Glyph> glyphs, String meaning) {
        StringBuilder text = new StringBuilder();
        painter.append(text, glyphs, 1);
        text.append(' ').append(meaning);
        return new Piece(text.toString(), glyphs.size() + 1 + meaning.length());
    }
}
