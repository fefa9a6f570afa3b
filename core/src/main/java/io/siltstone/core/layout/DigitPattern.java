package io.siltstone.core.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers of a fixed count of digits, one range of digits for each place: {@code 1[0-2]} is {@code 10} to {@code 12}.
 *
 * @param low the lowest digit of each place
 * @param high the highest digit of each place, as many
 */
record DigitPattern(String low, String high) {

    /** The fewest patterns that together match the numbers from {@code first} to {@code last}, each once. */
    static List<DigitPattern> covering(int first, int last, int digits) {
        String format = "%0" + digits + "d";
        List<DigitPattern> patterns = new ArrayList<>();
        cover("", String.format(Locale.ROOT, format, first), String.format(Locale.ROOT, format, last), patterns);
        return patterns;
    }

    boolean matches(String name) {
        if (name.length() != low.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < low.charAt(i) || name.charAt(i) > high.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As a glob: a digit, or a class of digits, for each place. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < low.length(); i++) {
            char from = low.charAt(i);
            char to = high.charAt(i);
            if (from == to) {
                text.append(from);
            } else {
                text.append('[').append(from).append('-').append(to).append(']');
            }
        }
        return text.toString();
    }

    /** Splits off the tens that are not covered whole at either end, until a block of whole tens is left between. */
    private static void cover(String shared, String first, String last, List<DigitPattern> patterns) {
        if (first.isEmpty()) {
            patterns.add(new DigitPattern(shared, shared));
            return;
        }
        char from = first.charAt(0);
        char to = last.charAt(0);
        String firstRest = first.substring(1);
        String lastRest = last.substring(1);
        if (from == to) {
            cover(shared + from, firstRest, lastRest, patterns);
            return;
        }
        String zeros = "0".repeat(firstRest.length());
        String nines = "9".repeat(firstRest.length());
        char wholeFrom = firstRest.equals(zeros) ? from : (char) (from + 1);
        char wholeTo = lastRest.equals(nines) ? to : (char) (to - 1);
        if (wholeFrom != from) {
            cover(shared + from, firstRest, nines, patterns);
        }
        if (wholeFrom <= wholeTo) {
            patterns.add(new DigitPattern(shared + wholeFrom + zeros, shared + wholeTo + nines));
        }
        if (wholeTo != to) {
            cover(shared + to, zeros, lastRest, patterns);
        }
    }
}
