package io.siltstone.jobs.coverage;

import java.util.List;

/** Sets pieces of text into lines that are no wider than the terminal. */
final class TextFlow {

    private final StringBuilder out;
    private final int width;

    TextFlow(StringBuilder out, int width) {
        this.out = out;
        this.width = width;
    }

    /** One after another, a new line begun where the next one does not fit; empty ones are left out. */
    void pieces(List<Piece> pieces, String separator) {
        int column = 0;
        for (Piece piece : pieces) {
            Piece fitting = piece.cut(width);
            if (fitting.columns() == 0) {
                continue;
            }
            if (column > 0 && column + separator.length() + fitting.columns() > width) {
                out.append('\n');
                column = 0;
            }
            String before = column == 0 ? "" : separator;
            out.append(before).append(fitting.text());
            column += before.length() + fitting.columns();
        }
        if (column > 0) {
            out.append('\n');
        }
    }

    /**
     * Text and how wide it is when printed, which escape sequences in it are not part of.
     *
     * @param text what is printed
     * @param columns how many columns it takes
     */
    record Piece(String text, int columns) {

        static Piece of(String plain) {
            return new Piece(plain, plain.length());
        }

        /** The same, or its beginning where it is wider than that; escape sequences are lost then. */
        private Piece cut(int width) {
            return columns <= width ? this : of(text.substring(0, width - 3) + "...");
        }
    }
}
