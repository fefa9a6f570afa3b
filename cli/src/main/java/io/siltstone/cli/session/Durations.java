package io.siltstone.cli.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write and read them. */
public final class Durations {

    private static final Pattern SIMPLE = Pattern.compile("(?<count>[0-9]{1,9})(?<unit>s|m|h|d|w)");

    private Durations() {}

    /**
     * A number and a unit, {@code 90s}, {@code 30m}, {@code 2h}, {@code 7d}, {@code 4w}, or ISO 8601, {@code PT2H30M}.
     *
     * @throws CliException if the text is neither, or negative
     */
    public static Duration parse(String option, String text) throws CliException {
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches()) {
            long count = Long.parseLong(simple.group("count"));
            return switch (simple.group("unit")) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw refused(option, text).causedBy(e);
        }
        throw refused(option, text);
    }

    private static CliException refused(String option, String text) {
        return CliException.usage(
                option + ": `" + text + "` is no duration; write a number and s, m, h, d or w, for example 36h");
    }

    /** To about three digits: {@code 0.123 s}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 3 h 20 min}, {@code 5 d 2 h}. */
    public static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            double exact = duration.toNanos() / 1e9;
            return String.format(Locale.ROOT, exact < 1 ? "%.3f s" : "%.1f s", exact);
        }
        if (seconds < 3600) {
            return pair(seconds, 60, "min", "s");
        }
        return seconds < 86400 ? pair(seconds / 60, 60, "h", "min") : pair(seconds / 3600, 24, "d", "h");
    }

    private static String pair(long small, long perLarge, String largeUnit, String smallUnit) {
        String large = small / perLarge + " " + largeUnit;
        return small % perLarge == 0 ? large : large + " " + small % perLarge + " " + smallUnit;
    }
}
