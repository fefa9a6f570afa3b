package io.siltstone.jobs.coverage;

import java.util.Objects;

/**
 * How a picture of coverage looks.
 *
 * @param width how many columns the terminal has, at least {@link #MIN_WIDTH}; no line is wider
 * @param ascii whether only ASCII is printed
 * @param colour which colours are used
 * @param gapLines how many gaps are listed; of the others, only the number is told
 */
public record CoverageStyle(int width, boolean ascii, Colour colour, int gapLines) {

    /** The narrowest picture. */
    public static final int MIN_WIDTH = 24;

    /** 80 columns without colour. */
    public static final CoverageStyle PLAIN = new CoverageStyle(80, false, Colour.NONE, 20);

    /** Which colours a terminal is sent. What colour tells, a glyph tells too. */
    public enum Colour {
        NONE,
        /** The 256 indexed colours of xterm, by escape sequences. */
        ANSI_256
    }

    public CoverageStyle {
        Objects.requireNonNull(colour, "colour");
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width is below " + MIN_WIDTH + ": " + width);
        }
        if (gapLines < 0) {
            throw new IllegalArgumentException("gapLines is negative: " + gapLines);
        }
    }

    public CoverageStyle withWidth(int other) {
        return new CoverageStyle(other, ascii, colour, gapLines);
    }

    public CoverageStyle withAscii(boolean other) {
        return new CoverageStyle(width, other, colour, gapLines);
    }

    public CoverageStyle withColour(Colour other) {
        return new CoverageStyle(width, ascii, other, gapLines);
    }

    public CoverageStyle withGapLines(int other) {
        return new CoverageStyle(width, ascii, colour, other);
    }
}
