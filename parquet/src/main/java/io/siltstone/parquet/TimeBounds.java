package io.siltstone.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The first and the last time of a file's rows, both inclusive. Local timestamps are taken as UTC. A date is its
 * midnight, which is what SQL compares it as and what an import places it by. Times are cut to whole nanoseconds, and to
 * {@link Instant#MIN} and {@link Instant#MAX} beyond these.
 *
 * @param min the first
 * @param max the last, not before {@code min}
 */
public record TimeBounds(Instant min, Instant max) {

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    public TimeBounds {
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        if (min.isAfter(max)) {
            throw new IllegalArgumentException("min " + min + " is after max " + max);
        }
    }

    /**
     * The bounds from the statistics of the time column; empty where the file has no rows with a time, or does not tell:
     * no statistics, a type without an order, a number without an epoch unit.
     */
    public static Optional<TimeBounds> of(ParquetFooter footer, TimeColumn time) {
        return footer.column(time.name())
                .flatMap(column -> nanosPerUnit(column.kind(), time.unit())
                        .flatMap(nanos -> column.range().map(range -> of(range, nanos))));
    }

    private static TimeBounds of(ColumnRange range, long nanosPerUnit) {
        BigDecimal unit = BigDecimal.valueOf(nanosPerUnit);
        if (range instanceof ColumnRange.Whole whole) {
            return new TimeBounds(
                    instant(BigDecimal.valueOf(whole.min()).multiply(unit)),
                    instant(BigDecimal.valueOf(whole.max()).multiply(unit)));
        }
        ColumnRange.Floating floating = (ColumnRange.Floating) range;
        return new TimeBounds(instant(floating.min(), unit), instant(floating.max(), unit));
    }

    private static Optional<Long> nanosPerUnit(ColumnKind kind, TimeEncoding unit) {
        return switch (kind) {
            case TIMESTAMP_MILLIS -> Optional.of(1_000_000L);
            case TIMESTAMP_MICROS -> Optional.of(1_000L);
            case TIMESTAMP_NANOS -> Optional.of(1L);
            case DATE -> Optional.of(NANOS_PER_DAY);
            case INTEGER, FLOATING -> nanosPerEpochUnit(unit);
            case INT96, OTHER -> Optional.empty();
        };
    }

    private static Optional<Long> nanosPerEpochUnit(TimeEncoding unit) {
        return switch (unit) {
            case EPOCH_S -> Optional.of(1_000_000_000L);
            case EPOCH_MS -> Optional.of(1_000_000L);
            case EPOCH_US -> Optional.of(1_000L);
            case EPOCH_NS -> Optional.of(1L);
            case TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_US, TIMESTAMP_NS, TIMESTAMPTZ, DATE -> Optional.empty();
        };
    }

    private static Instant instant(double value, BigDecimal unit) {
        if (Double.isInfinite(value)) {
            return value < 0 ? Instant.MIN : Instant.MAX;
        }
        return instant(new BigDecimal(value).multiply(unit));
    }

    private static Instant instant(BigDecimal nanos) {
        BigInteger whole = nanos.setScale(0, RoundingMode.FLOOR).toBigInteger();
        BigInteger[] parts = whole.divideAndRemainder(NANOS_PER_SECOND);
        if (parts[0].compareTo(BigInteger.valueOf(Instant.MIN.getEpochSecond())) <= 0) {
            return Instant.MIN;
        }
        if (parts[0].compareTo(BigInteger.valueOf(Instant.MAX.getEpochSecond())) >= 0) {
            return Instant.MAX;
        }
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
