package io.siltstone.jobs.coverage;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Days as a calendar: a block for each year, weeks across, weekdays down; several bands where the terminal is narrow. */
final class CalendarView {

    private static final int LABEL = 4;
    private static final int EDGES = 2;

    private final Coverage coverage;
    private final CellPainter painter;
    private final int width;
    private final StringBuilder out;

    CalendarView(Coverage coverage, CellPainter painter, int width, StringBuilder out) {
        this.coverage = coverage;
        this.painter = painter;
        this.width = width;
        this.out = out;
    }

    void draw() {
        List<CoverageCell> cells = coverage.cells();
        int first = day(cells.get(0)).getYear();
        int last = day(cells.get(cells.size() - 1)).getYear();
        for (int year = first; year <= last; year++) {
            drawYear(year);
        }
    }

    private void drawYear(int year) {
        LocalDate monday = LocalDate.of(year, 1, 1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int weeks = (int) ChronoUnit.WEEKS.between(monday, LocalDate.of(year, 12, 31)) + 1;
        int room = width - LABEL - EDGES;
        int cellWidth = weeks * 2 <= room ? 2 : 1;
        int band = Math.min(weeks, room / cellWidth);
        for (int from = 0; from < weeks; from += band) {
            drawBand(year, monday.plusWeeks(from), Math.min(band, weeks - from), cellWidth);
        }
    }

    private void drawBand(int year, LocalDate monday, int weeks, int cellWidth) {
        out.append(String.format(Locale.ROOT, "%04d ", year))
                .append(months(year, monday, weeks, cellWidth).stripTrailing())
                .append('\n');
        for (DayOfWeek weekday : DayOfWeek.values()) {
            List<CellPainter.Glyph> glyphs = new ArrayList<>(weeks);
            for (int week = 0; week < weeks; week++) {
                glyphs.add(glyph(year, monday.plusWeeks(week).with(weekday)));
            }
            out.append(weekday.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                    .append(' ')
                    .append(painter.leftEdge());
            painter.append(out, glyphs, cellWidth);
            out.append(painter.rightEdge()).append('\n');
        }
    }

    private CellPainter.Glyph glyph(int year, LocalDate day) {
        if (day.getYear() != year) {
            return painter.outside();
        }
        return coverage.cell(day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(painter::glyph)
                .orElseGet(painter::outside);
    }

    /** The name of each month over the week that has its first day. */
    private static String months(int year, LocalDate monday, int weeks, int cellWidth) {
        Labels labels = new Labels(weeks * cellWidth);
        for (Month month : Month.values()) {
            long week = Math.floorDiv(ChronoUnit.DAYS.between(monday, LocalDate.of(year, month, 1)), 7L);
            labels.put((int) (week * cellWidth), month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        }
        return labels.toString();
    }

    private static LocalDate day(CoverageCell cell) {
        return LocalDate.ofInstant(cell.start(), ZoneOffset.UTC);
    }
}
