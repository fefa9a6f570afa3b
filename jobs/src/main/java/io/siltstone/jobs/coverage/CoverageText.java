package io.siltstone.jobs.coverage;

import io.siltstone.core.error.Printable;
import io.siltstone.jobs.ByteSize;
import io.siltstone.jobs.coverage.TextFlow.Piece;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws coverage for a terminal: the numbers, a calendar of days or 24 rows of hours, what the glyphs mean, and the gaps.
 * The same coverage and style give the same text. All times are UTC.
 */
public final class CoverageText {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Coverage coverage;
    private final CoverageStyle style;
    private final CellPainter painter;
    private final StringBuilder out = new StringBuilder();
    private final TextFlow flow;

    private CoverageText(Coverage coverage, CoverageStyle style) {
        this.coverage = coverage;
        this.style = style;
        this.painter = new CellPainter(style, coverage.metric(), CoverageScale.of(coverage));
        this.flow = new TextFlow(out, style.width());
    }

    /**
     * The picture; each line ends with a line feed.
     *
     * @param name whose coverage it is
     */
    public static String draw(String name, Coverage coverage, CoverageStyle style) {
        return new CoverageText(coverage, style).draw(Piece.of(Printable.of(name)));
    }

    private String draw(Piece name) {
        if (coverage.cells().isEmpty()) {
            flow.pieces(List.of(name, Piece.of("no file of an hour, day or month"), Piece.of(undated())), "  ");
            return out.toString();
        }
        Instant start = coverage.expected().start().orElseThrow();
        Instant end = coverage.expected().end().orElseThrow();
        flow.pieces(List.of(name, Piece.of(first(start) + " .. " + last(end) + " UTC")), "  ");
        numbers();
        out.append('\n');
        switch (coverage.unit()) {
            case DAY -> new CalendarView(coverage, painter, style.width(), out).draw();
            case HOUR -> new HourView(coverage, painter, style.width(), out).draw();
        }
        out.append('\n');
        flow.pieces(new CoverageLegend(painter).of(coverage, style.ascii()), "  ");
        gaps();
        return out.toString();
    }

    private void numbers() {
        CoverageTotals totals = coverage.totals();
        List<String> numbers = new ArrayList<>();
        numbers.add(amount(totals.expected()) + " expected");
        numbers.add(Grouped.of(totals.present()) + " present (" + percent(totals) + " %)");
        numbers.add(
                coverage.gaps().isEmpty() ? "no gaps" : count(coverage.gaps().size(), "gap"));
        numbers.add(ByteSize.of(totals.bytes()));
        numbers.add(count(totals.files(), "file"));
        totals.rows().ifPresent(rows -> numbers.add(count(rows, "row")));
        totals.last()
                .filter(end -> !coverage.expected().end().equals(Optional.of(end)))
                .ifPresent(end -> numbers.add("last " + last(end)));
        if (totals.undatedFiles() > 0) {
            numbers.add(undated());
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            pieces.add(Piece.of(numbers.get(i) + (i + 1 < numbers.size() ? "," : "")));
        }
        flow.pieces(pieces, " ");
    }

    /** The longest ones, in the order of time. */
    private void gaps() {
        List<CoverageGap> all = coverage.gaps();
        List<CoverageGap> listed = all.stream()
                .sorted(Comparator.comparingLong(CoverageGap::count).reversed())
                .limit(style.gapLines())
                .sorted(Comparator.comparing(CoverageGap::from))
                .toList();
        if (listed.isEmpty()) {
            return;
        }
        out.append('\n');
        if (listed.size() < all.size()) {
            flow.pieces(List.of(Piece.of("the " + listed.size() + " longest of " + count(all.size(), "gap"))), "");
        }
        int amountWidth = listed.stream()
                .mapToInt(gap -> amount(gap.count()).length())
                .max()
                .orElse(0);
        for (CoverageGap gap : listed) {
            String amount = amount(gap.count());
            String span = span(gap, listed);
            String padding = " ".repeat(amountWidth - amount.length());
            Piece word = painter.gapWord();
            flow.pieces(List.of(word, Piece.of(span + "  " + padding + amount)), "  ");
        }
    }

    /** From and to in columns of their own; from alone where the terminal has no room for both. */
    private String span(CoverageGap gap, List<CoverageGap> listed) {
        String from = first(gap.from());
        boolean room = style.width() >= 2 * from.length() + 24;
        if (!room || listed.stream().allMatch(one -> one.count() == 1)) {
            return from;
        }
        return from + (gap.count() == 1 ? " ".repeat(4 + from.length()) : " .. " + last(gap.to()));
    }

    private String undated() {
        long files = coverage.totals().undatedFiles();
        return files == 0 ? "" : count(files, "file") + " of no known time";
    }

    private String amount(long grains) {
        return Grouped.of(grains) + (coverage.grain() == CoverageUnit.HOUR ? " h" : " d");
    }

    /** Cut, not rounded: 100 is printed for all and nothing less. */
    static String percent(CoverageTotals totals) {
        long tenths = (long) Math.floor(totals.percent() * 10);
        return tenths == 1000 ? "100" : tenths / 10 + "." + tenths % 10;
    }

    private static String count(long number, String what) {
        return Grouped.of(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String day(Instant start) {
        return DAY.format(start);
    }

    private String first(Instant instant) {
        return (coverage.grain() == CoverageUnit.HOUR ? HOUR : DAY).format(instant);
    }

    /** The hour or day that ends at the instant. */
    private String last(Instant end) {
        return first(end.minusNanos(1));
    }
}
