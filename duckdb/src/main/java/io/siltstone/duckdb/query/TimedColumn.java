package io.siltstone.duckdb.query;

import io.siltstone.duckdb.engine.SqlText;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * The column of a table that its partitions go by, as DuckDB sees it.
 *
 * @param name the column
 * @param type its type, as DuckDB names it
 * @param scale how its values count time
 */
record TimedColumn(String name, String type, TimeScale scale) {

    /** What DuckDB's timestamps reach, in microseconds: 290309-12-22 BC to 294247-01-10. */
    private static final BigInteger MIN_MICROS = BigInteger.valueOf(-9_223_372_022_400_000_000L);

    private static final BigInteger MAX_MICROS = BigInteger.valueOf(9_223_372_036_854_775_806L);

    /** What its dates reach, in days; one more is infinity. */
    private static final BigInteger MAX_DAYS = BigInteger.valueOf(Integer.MAX_VALUE - 1);

    /** The scale of a type that is a time by itself; empty for all others. */
    static Optional<TimeScale> scaleOf(String type) {
        return switch (type) {
            case "DATE" -> Optional.of(TimeScale.DAYS);
            case "TIMESTAMP_S" -> Optional.of(TimeScale.SECONDS);
            case "TIMESTAMP_MS" -> Optional.of(TimeScale.MILLIS);
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Optional.of(TimeScale.MICROS);
            case "TIMESTAMP_NS", "TIMESTAMPTZ_NS" -> Optional.of(TimeScale.NANOS);
            default -> Optional.empty();
        };
    }

    /** Whether the type holds whole numbers, which are a time where something tells their unit. */
    static boolean isWhole(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT" -> true;
            default -> false;
        };
    }

    /** Whether the type holds fractions, of which an interval of whole numbers says nothing. */
    static boolean isFraction(String type) {
        return type.equals("DOUBLE") || type.equals("FLOAT");
    }

    /** Whether bounds of the column can be read from a plan. */
    boolean isWhole() {
        return !isFraction(type);
    }

    /** The condition that a row is at or after the instant. */
    String atOrAfter(Instant instant) {
        return compared(">=", instant);
    }

    /** The condition that a row is before the instant. */
    String before(Instant instant) {
        return compared("<", instant);
    }

    private String compared(String operator, Instant instant) {
        String constant = isWhole()
                ? constant(scale.ceiling(instant))
                : scale.exact(instant).toPlainString() + "::DOUBLE";
        return SqlText.identifier(name) + " " + operator + " " + constant;
    }

    /** A constant of the column's own type, so that the comparison reaches the scan; as far as that type reaches. */
    private String constant(BigInteger value) {
        return switch (type) {
            case "DATE" ->
                "(DATE '1970-01-01' + " + value.max(MAX_DAYS.negate()).min(MAX_DAYS) + ")";
            case "TIMESTAMP_S" -> "make_timestamp(" + micros(value, 1_000_000) + ")::TIMESTAMP_S";
            case "TIMESTAMP_MS" -> "make_timestamp(" + micros(value, 1_000) + ")::TIMESTAMP_MS";
            case "TIMESTAMP" -> "make_timestamp(" + micros(value, 1) + ")";
            case "TIMESTAMP WITH TIME ZONE" -> "make_timestamp(" + micros(value, 1) + ")::TIMESTAMPTZ";
            case "TIMESTAMP_NS" -> "make_timestamp_ns(" + nanos(value) + ")";
            case "TIMESTAMPTZ_NS" -> "make_timestamp_ns(" + nanos(value) + ")::TIMESTAMPTZ_NS";
            default -> value + "::HUGEINT";
        };
    }

    private static BigInteger micros(BigInteger value, long each) {
        BigInteger unit = BigInteger.valueOf(each);
        return value.max(MIN_MICROS.divide(unit)).min(MAX_MICROS.divide(unit)).multiply(unit);
    }

    private static BigInteger nanos(BigInteger value) {
        return value.max(BigInteger.valueOf(-Long.MAX_VALUE + 1)).min(BigInteger.valueOf(Long.MAX_VALUE - 1));
    }
}
