package io.siltstone.duckdb.query;

import io.siltstone.core.layout.TimeRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** How a whole number counts time since 1970-01-01T00:00:00Z. */
enum TimeScale {
    DAYS(86_400_000_000_000L),
    SECONDS(1_000_000_000L),
    MILLIS(1_000_000L),
    MICROS(1_000L),
    NANOS(1L);

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    private final BigInteger nanosEach;

    TimeScale(long nanosEach) {
        this.nanosEach = BigInteger.valueOf(nanosEach);
    }

    /**
     * The time that the values of an interval stand for; a value stands for all of its unit, so that the end is the
     * beginning of the one after the last. A bound that is beyond all Instants is none.
     */
    TimeRange range(Interval interval) {
        if (interval.isEmpty()) {
            return TimeRange.EMPTY;
        }
        Optional<Instant> start =
                interval.lowest() == Long.MIN_VALUE ? Optional.empty() : instant(BigInteger.valueOf(interval.lowest()));
        Optional<Instant> end = interval.highest() == Long.MAX_VALUE
                ? Optional.empty()
                : instant(BigInteger.valueOf(interval.highest()).add(BigInteger.ONE));
        return new TimeRange(start, end);
    }

    private Optional<Instant> instant(BigInteger value) {
        BigInteger[] parts = value.multiply(nanosEach).divideAndRemainder(BILLION);
        try {
            return Optional.of(Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()));
        } catch (ArithmeticException | DateTimeException beyondAllInstants) {
            return Optional.empty();
        }
    }

    /** The instant as a number with a fraction. */
    BigDecimal exact(Instant instant) {
        return new BigDecimal(nanos(instant)).divide(new BigDecimal(nanosEach));
    }

    private static BigInteger nanos(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BILLION)
                .add(BigInteger.valueOf(instant.getNano()));
    }

    /** The first value at or after the instant. A row's value is at or after the instant exactly if it is at or after this. */
    BigInteger ceiling(Instant instant) {
        BigInteger[] parts = nanos(instant).divideAndRemainder(nanosEach);
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
