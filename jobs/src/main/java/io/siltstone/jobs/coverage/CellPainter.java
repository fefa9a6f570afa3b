package io.siltstone.jobs.coverage;

import io.siltstone.jobs.coverage.CoverageStyle.Colour;

/**
 * Turns cells into glyphs, and into colours where they are wanted. The glyphs are the same with colour and without, so
 * that a copy of the text still tells everything.
 */
final class CellPainter {

    private static final String LEVELS = " ░▒▓█";
    private static final String ASCII_LEVELS = " .:*#";

    /** How much of the cell is present, in eighths. */
    private static final String PARTS = "▁▂▃▄▅▆▇";

    private static final String PLAIN = "";
    private static final String GAP = "48;5;160;38;5;231;1";
    private static final String GAP_WORD = "38;5;160";
    private static final String EMPTY = "48;5;240;38;5;231";
    private static final String SUSPECT = "48;5;208;38;5;16;1";
    private static final String UNKNOWN = "48;5;178;38;5;16";

    /** Present below, missing above: the colours of the highest level and of a gap. */
    private static final String PART = "48;5;160;38;5;117";

    /** One hue from dark to light, indexed colours; the glyph takes the colour of its ground. */
    private static final int[] RAMP = {0, 24, 31, 38, 117};

    private final CoverageStyle style;
    private final CoverageMetric metric;
    private final CoverageScale scale;

    CellPainter(CoverageStyle style, CoverageMetric metric, CoverageScale scale) {
        this.style = style;
        this.metric = metric;
        this.scale = scale;
    }

    Glyph glyph(CoverageCell cell) {
        return switch (cell.state()) {
            case OK -> level(scale.level(cell.weight(metric)));
            case PARTIAL -> part(cell.present(), cell.expected());
            case SUSPECT -> suspect();
            case ABSENT -> absent();
            case EMPTY -> empty();
            case UNKNOWN -> unknown();
            case OUTSIDE -> outside();
        };
    }

    CoverageScale scale() {
        return scale;
    }

    Glyph absent() {
        return new Glyph(style.ascii() ? 'x' : '·', GAP);
    }

    Glyph empty() {
        return new Glyph('o', EMPTY);
    }

    Glyph suspect() {
        return new Glyph('!', SUSPECT);
    }

    Glyph unknown() {
        return new Glyph('?', UNKNOWN);
    }

    Glyph outside() {
        return new Glyph(' ', PLAIN);
    }

    Glyph level(int level) {
        String glyphs = style.ascii() ? ASCII_LEVELS : LEVELS;
        return new Glyph(glyphs.charAt(level), "48;5;" + RAMP[level] + ";38;5;" + RAMP[level]);
    }

    /** A share that is neither nothing nor all: eighths as a bar, tenths as a digit in ASCII. */
    Glyph part(int present, int expected) {
        int steps = style.ascii() ? 10 : 8;
        int step = Math.max(1, Math.min(steps - 1, Math.round((float) present * steps / expected)));
        return new Glyph(style.ascii() ? (char) ('0' + step) : PARTS.charAt(step - 1), PART);
    }

    /** What begins a line of the list of gaps. */
    TextFlow.Piece gapWord() {
        String word = "gap";
        boolean coloured = style.colour() == Colour.ANSI_256;
        return new TextFlow.Piece(coloured ? "\u001b[0;" + GAP_WORD + "m" + word + "\u001b[0m" : word, word.length());
    }

    char leftEdge() {
        return style.ascii() ? '|' : '▕';
    }

    char rightEdge() {
        return style.ascii() ? '|' : '▏';
    }

    /** Appends glyphs, each as many times as a cell is wide, with colours changed only where they differ. */
    void append(StringBuilder out, Iterable<Glyph> glyphs, int cellWidth) {
        String current = PLAIN;
        for (Glyph glyph : glyphs) {
            current = change(out, current, glyph.colour());
            out.append(String.valueOf(glyph.symbol()).repeat(cellWidth));
        }
        change(out, current, PLAIN);
    }

    private String change(StringBuilder out, String from, String to) {
        if (style.colour() == Colour.NONE || from.equals(to)) {
            return from;
        }
        out.append("\u001b[").append(to.isEmpty() ? "0" : "0;" + to).append('m');
        return to;
    }

    /**
     * A cell as printed.
     *
     * @param symbol one column wide
     * @param colour parameters of a Select Graphic Rendition sequence; empty for the terminal's own
     */
    record Glyph(char symbol, String colour) {}
}
