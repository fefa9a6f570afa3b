package io.siltstone.duckdb.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One value of a row as a plain Java value. No time passes through java.sql, whose types know the machine's zone. */
final class ResultValue {

    private static final LocalDateTime MIN_MICROS = ofEpoch(-Long.MAX_VALUE, TimeUnit.MICROSECONDS);

    private static final LocalDateTime MAX_MICROS = ofEpoch(Long.MAX_VALUE, TimeUnit.MICROSECONDS);

    private static final LocalDateTime MIN_NANOS = ofEpoch(-Long.MAX_VALUE, TimeUnit.NANOSECONDS);

    private static final LocalDateTime MAX_NANOS = ofEpoch(Long.MAX_VALUE, TimeUnit.NANOSECONDS);

    private ResultValue() {}

    /**
     * The value, as {@link QueryResult#value} describes it; empty for NULL.
     *
     * @param index of the column, from 1
     * @param type of the column, as DuckDB names it
     */
    static Optional<Object> of(ResultSet rows, int index, String type) throws SQLException {
        try {
            return Optional.ofNullable(plain(rows, index, type));
        } catch (DateTimeException beyondJava) {
            return Optional.of(type.equals("TIME") ? "24:00:00" : infinity(false));
        }
    }

    private static @Nullable Object plain(ResultSet rows, int index, String type) throws SQLException {
        return switch (type) {
            case "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE" -> rows.getObject(index);
            case "DATE" -> date(rows.getObject(index));
            case "TIME" -> rows.getObject(index);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" ->
                orInfinity(rows.getObject(index, LocalDateTime.class), MIN_MICROS, MAX_MICROS);
            case "TIMESTAMP_NS" -> orInfinity(rows.getObject(index, LocalDateTime.class), MIN_NANOS, MAX_NANOS);
            case "TIMESTAMPTZ_NS" -> zonedNanos(rows.getString(index));
            case "TIMESTAMP WITH TIME ZONE" -> zoned(rows.getObject(index, OffsetDateTime.class));
            default -> type.startsWith("DECIMAL") ? rows.getObject(index) : rows.getString(index);
        };
    }

    /** As a plain object, since the driver loses the era of dates before the year 1 when asked for a LocalDate. */
    private static @Nullable Object date(@Nullable Object value) {
        if (!(value instanceof LocalDate date) || Math.abs(date.toEpochDay()) < Integer.MAX_VALUE) {
            return value;
        }
        return infinity(date.toEpochDay() < 0);
    }

    /** The value, or the word for it where it is as large or small as numbers of the type get. */
    private static @Nullable Object orInfinity(
            @Nullable LocalDateTime value, LocalDateTime smallest, LocalDateTime largest) {
        if (value == null || (value.isAfter(smallest) && value.isBefore(largest))) {
            return value;
        }
        return infinity(!value.isAfter(smallest));
    }

    private static String infinity(boolean negative) {
        return negative ? "-infinity" : "infinity";
    }

    private static @Nullable Object zoned(@Nullable OffsetDateTime value) {
        if (value == null) {
            return null;
        }
        OffsetDateTime utc = value.withOffsetSameInstant(ZoneOffset.UTC);
        return orInfinity(utc.toLocalDateTime(), MIN_MICROS, MAX_MICROS) instanceof String text ? text : utc;
    }

    /** The driver gives these as text in the session's zone, which is UTC. */
    private static @Nullable Object zonedNanos(@Nullable String text) {
        if (text == null || !text.endsWith("+00")) {
            return text;
        }
        String local = text.substring(0, text.length() - 3).replace(' ', 'T');
        return LocalDateTime.parse(local).atOffset(ZoneOffset.UTC);
    }

    private static LocalDateTime ofEpoch(long value, TimeUnit unit) {
        long each = unit.convert(1, TimeUnit.SECONDS);
        long nanos = unit.toNanos(Math.floorMod(value, each));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, each), (int) nanos, ZoneOffset.UTC);
    }
}
