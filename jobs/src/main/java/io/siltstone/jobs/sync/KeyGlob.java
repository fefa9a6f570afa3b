package io.siltstone.jobs.sync;

import java.util.Arrays;

/**
 * A pattern of keys: {@code *} is any text within a segment, {@code **} any text, {@code ?} one character of a segment;
 * everything else is itself. The whole key must match; a pattern without a slash must match its last segment.
 */
public final class KeyGlob {

    private final String pattern;
    private final int[] tokens;
    private final boolean nameOnly;

    private static final int ANY_IN_SEGMENT = -1;
    private static final int ANY = -2;
    private static final int ONE = -3;

    private KeyGlob(String pattern) {
        this.pattern = pattern;
        this.tokens = tokens(pattern);
        this.nameOnly = pattern.indexOf('/') < 0;
    }

    /**
     * The pattern that the text is.
     *
     * @throws IllegalArgumentException if it is empty or longer than a key
     */
    public static KeyGlob of(String pattern) {
        if (pattern.isEmpty() || pattern.length() > 1024) {
            throw new IllegalArgumentException("a pattern has 1 to 1024 characters");
        }
        return new KeyGlob(pattern);
    }

    /** Whether the key matches. Takes time in proportion to the lengths of both, whatever they are. */
    public boolean matches(String key) {
        String text = nameOnly ? key.substring(key.lastIndexOf('/') + 1) : key;
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        skipStars(reached);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean[] next = new boolean[tokens.length + 1];
            for (int t = 0; t < tokens.length; t++) {
                if (reached[t]) {
                    step(t, codePoint, next);
                }
            }
            skipStars(next);
            reached = next;
        }
        return reached[tokens.length];
    }

    private void step(int at, int codePoint, boolean[] next) {
        int token = tokens[at];
        if (token == ANY || (token == ANY_IN_SEGMENT && codePoint != '/')) {
            next[at] = true;
        } else if (token == codePoint || (token == ONE && codePoint != '/')) {
            next[at + 1] = true;
        }
    }

    /** A star also stands for nothing. */
    private void skipStars(boolean[] reached) {
        for (int t = 0; t < tokens.length; t++) {
            if (reached[t] && (tokens[t] == ANY || tokens[t] == ANY_IN_SEGMENT)) {
                reached[t + 1] = true;
            }
        }
    }

    private static int[] tokens(String pattern) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int codePoint = pattern.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '*' && i < pattern.length() && pattern.charAt(i) == '*') {
                i++;
                tokens[count++] = ANY;
            } else if (codePoint == '*') {
                tokens[count++] = ANY_IN_SEGMENT;
            } else {
                tokens[count++] = codePoint == '?' ? ONE : codePoint;
            }
        }
        return Arrays.copyOf(tokens, count);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
