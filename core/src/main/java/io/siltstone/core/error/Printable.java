package io.siltstone.core.error;

/** Text from outside made safe to print: one line, no control or format characters, bounded. */
public final class Printable {

    /** The most of a foreign text that a message carries, in characters. */
    public static final int MAX_CHARS = 2048;

    private Printable() {}

    /**
     * The text with each control, format, separator and unpaired surrogate character written as {@code \\uXXXX}, cut at
     * {@link #MAX_CHARS} with a trailing ellipsis. Letters, digits, symbols and emoji of any script stay as they are.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CHARS) + 16);
        int i = 0;
        while (i < text.length()) {
            if (out.length() >= MAX_CHARS) {
                return out.append('…').toString();
            }
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            append(out, codePoint);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isSafe(codePoint)) {
            out.appendCodePoint(codePoint);
            return;
        }
        for (char unit : Character.toChars(codePoint)) {
            out.append(String.format("\\u%04X", (int) unit));
        }
    }

    private static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
