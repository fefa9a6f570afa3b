package io.siltstone.cli.session;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and counts for people. */
public final class Sizes {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final Pattern FORM =
            Pattern.compile("(?<number>[0-9]{1,15}(?:\\.[0-9]{1,6})?)(?<unit>[KMGT]?)(?:i?B)?");

    private Sizes() {}

    /** The size in the largest unit of 1024 that leaves a whole part: {@code 11.4 GiB}. */
    public static String human(long bytes) {
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

    /**
     * A number of bytes and a unit of 1024: {@code 500}, {@code 64K}, {@code 10M}, {@code 1.5GiB}.
     *
     * @throws CliException if the text is none, or not above zero
     */
    public static long parse(String option, String text) throws CliException {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int unit = matcher.group("unit").isEmpty() ? 0 : "KMGT".indexOf(matcher.group("unit")) + 1;
            BigDecimal bytes = new BigDecimal(matcher.group("number")).multiply(BigDecimal.valueOf(1L << (10 * unit)));
            if (bytes.compareTo(BigDecimal.ONE) >= 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return bytes.longValue();
            }
        }
        throw CliException.usage(option + ": `" + text + "` is no size; write for example 500K, 10M or 1.5G");
    }

    /** The count and the noun, in the plural where it belongs: {@code 1 object}, {@code 2 objects}. */
    public static String count(long count, String noun) {
        return count(count, noun, noun + "s");
    }

    /** The count and the noun in one of its two forms. */
    public static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
