package io.siltstone.core.layout;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path claims and what a range needs, worked out a second time and in another way: a regular expression for the
 * whole path, days counted by arithmetic instead of by java.time, and nanoseconds as whole numbers.
 */
final class BruteForce {

    private static final Pattern LAYOUT =
            Pattern.compile("([0-9]{4})/([0-9]{2})/(?:([0-9]{2})/(?:([0-9]{2})/)?)?.+", Pattern.DOTALL);
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

    /**
     * Nanoseconds since 1970.
     *
     * @param from the first
     * @param to the first that is no longer in it
     */
    record Span(BigInteger from, BigInteger to) {

        static final Span ALWAYS =
                new Span(nanos(Instant.MIN), nanos(Instant.MAX).add(BigInteger.ONE));

        static Span of(Optional<Instant> start, Optional<Instant> end) {
            return new Span(
                    start.map(BruteForce::nanos).orElse(ALWAYS.from()),
                    end.map(BruteForce::nanos).orElse(ALWAYS.to()));
        }

        boolean meets(Span other) {
            return from.max(other.from).compareTo(to.min(other.to)) < 0;
        }

        boolean holds(BigInteger nanos) {
            return from.compareTo(nanos) <= 0 && nanos.compareTo(to) < 0;
        }
    }

    private BruteForce() {}

    /** When the rows of the file may be; {@link Span#ALWAYS} where the path does not say. */
    static Span span(String relativePath) {
        Matcher path = LAYOUT.matcher(relativePath);
        if (!path.matches()) {
            return Span.ALWAYS;
        }
        int year = Integer.parseInt(path.group(1));
        int month = Integer.parseInt(path.group(2));
        if (month < 1 || month > 12) {
            return Span.ALWAYS;
        }
        long first = dayNumber(year, month, 1);
        long days = dayNumber(year, month + 1, 1) - first;
        int day = number(path.group(3));
        if (day < 1 || day > days) {
            return days(first, first + days);
        }
        long number = first + day - 1;
        int hour = number(path.group(4));
        return hour < 0 || hour > 23 ? days(number, number + 1) : hours(number * 24 + hour, number * 24 + hour + 1);
    }

    /** A number that no day and no hour has, where the name is no two digits. */
    private static int number(@Nullable String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    static BigInteger nanos(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond()).multiply(SECOND).add(BigInteger.valueOf(instant.getNano()));
    }

    private static Span days(long from, long to) {
        return hours(from * 24, to * 24);
    }

    private static Span hours(long from, long to) {
        BigInteger hour = SECOND.multiply(BigInteger.valueOf(3600));
        return new Span(
                BigInteger.valueOf(from).multiply(hour), BigInteger.valueOf(to).multiply(hour));
    }

    /** Days since 1970-01-01; a month 13 is the next January. */
    private static long dayNumber(int year, int month, int day) {
        // Years that begin in March put the leap day last.
        long y = month > 12 ? year + 1 : year;
        long m = month > 12 ? 1 : month;
        long marchYear = m > 2 ? y : y - 1;
        long dayOfYear = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + day - 1;
        return 365 * marchYear
                + Math.floorDiv(marchYear, 4)
                - Math.floorDiv(marchYear, 100)
                + Math.floorDiv(marchYear, 400)
                + dayOfYear
                - 719468;
    }
}
