package io.siltstone.jobs.coverage;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hours as 24 rows, a column for each day; several bands where the terminal is narrow. */
final class HourView {

    private static final int HOURS = 24;
    private static final int LABEL = 3;
    private static final int EDGES = 2;

    private final Coverage coverage;
    private final CellPainter painter;
    private final int width;
    private final StringBuilder out;

    HourView(Coverage coverage, CellPainter painter, int width, StringBuilder out) {
        this.coverage = coverage;
        this.painter = painter;
        this.width = width;
        this.out = out;
    }

    void draw() {
        List<CoverageCell> cells = coverage.cells();
        LocalDate first = day(cells.get(0));
        int days = (int) ChronoUnit.DAYS.between(first, day(cells.get(cells.size() - 1))) + 1;
        int room = width - LABEL - EDGES;
        int cellWidth = days * 2 <= room ? 2 : 1;
        int band = Math.min(days, room / cellWidth);
        for (int from = 0; from < days; from += band) {
            drawBand(first.plusDays(from), Math.min(band, days - from), cellWidth);
        }
    }

    private void drawBand(LocalDate first, int days, int cellWidth) {
        heading(months(first, days, cellWidth));
        heading(daysOfMonth(first, days, cellWidth));
        for (int hour = 0; hour < HOURS; hour++) {
            List<CellPainter.Glyph> glyphs = new ArrayList<>(days);
            for (int day = 0; day < days; day++) {
                glyphs.add(coverage.cell(first.plusDays(day).atTime(hour, 0).toInstant(ZoneOffset.UTC))
                        .map(painter::glyph)
                        .orElseGet(painter::outside));
            }
            out.append(hour % 3 == 0 ? String.format(Locale.ROOT, "%02d ", hour) : "   ")
                    .append(painter.leftEdge());
            painter.append(out, glyphs, cellWidth);
            out.append(painter.rightEdge()).append('\n');
        }
    }

    private void heading(Labels labels) {
        String line = labels.toString().stripTrailing();
        if (!line.isEmpty()) {
            out.append(" ".repeat(LABEL + 1)).append(line).append('\n');
        }
    }

    private static Labels months(LocalDate first, int days, int cellWidth) {
        Labels labels = new Labels(days * cellWidth);
        for (int day = 0; day < days; day++) {
            LocalDate date = first.plusDays(day);
            if (day == 0 || date.getDayOfMonth() == 1) {
                labels.put(day * cellWidth, date.toString().substring(0, 7));
                labels.put(day * cellWidth, date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            }
        }
        return labels;
    }

    private static Labels daysOfMonth(LocalDate first, int days, int cellWidth) {
        Labels labels = new Labels(days * cellWidth);
        for (int day = 0; day < days; day++) {
            int ofMonth = first.plusDays(day).getDayOfMonth();
            if (ofMonth == 1 || (ofMonth % 5 == 0 && ofMonth < 30)) {
                labels.put(day * cellWidth, String.valueOf(ofMonth));
            }
        }
        return labels;
    }

    private static LocalDate day(CoverageCell cell) {
        return LocalDate.ofInstant(cell.start(), ZoneOffset.UTC);
    }
}
