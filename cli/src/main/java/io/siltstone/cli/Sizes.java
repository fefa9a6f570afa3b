package io.siltstone.cli;

import java.util.Locale;

/** Sizes and counts for people. */
final class Sizes {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Sizes() {}

    /** The size in the largest unit of 1024 that leaves a whole part: {@code 11.4 GiB}. */
    static String human(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** The count and the noun, in the plural where it belongs: {@code 1 object}, {@code 2 objects}. */
    static String count(long count, String noun) {
        return count(count, noun, noun + "s");
    }

    /** The count and the noun in one of its two forms. */
    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
