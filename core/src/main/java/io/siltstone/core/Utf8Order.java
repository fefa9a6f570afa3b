package io.siltstone.core;

import java.util.Comparator;

/** The order of strings by the bytes of their UTF-8 form, without encoding them. */
public final class Utf8Order {

    /** Orders well-formed strings as their UTF-8 bytes order, unsigned. */
    public static final Comparator<String> COMPARATOR = Utf8Order::compare;

    private Utf8Order() {}

    /** Negative, zero or positive as the UTF-8 bytes of {@code a} come before, equal or come after those of {@code b}. */
    public static int compare(String a, String b) {
        int limit = Math.min(a.length(), b.length());
        for (int i = 0; i < limit; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above all others, yet its unit lies below U+E000.
                boolean xSurrogate = Character.isSurrogate(x);
                return xSurrogate == Character.isSurrogate(y) ? Character.compare(x, y) : xSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
