package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.parquet.TimeColumn;
import io.siltstone.parquet.TimeEncoding;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the time column of the inputs is kept, and which partition its values belong to, as SQL.
 *
 * @param column the time column
 * @param encoding what its values are
 * @param value the value that is kept, null where it is no time
 * @param count the whole number that {@link #value} counts from 1970, null where it is no time
 * @param perDay what it counts in a day, a multiple of 24 or 1
 * @param spare a beginning that no column's name has
 */
record ImportTime(String column, TimeEncoding encoding, String value, String count, long perDay, String spare) {

    /** The number of the partition of rows that have none: beyond the hours of the year 9999. */
    static final long NOWHERE = 999_999_999_999L;

    private static final long FIRST_DAY = day(PartitionUnit.EXPRESSIBLE.start());
    private static final long END_DAY = day(PartitionUnit.EXPRESSIBLE.end());

    /**
     * How to keep and place the column.
     *
     * @throws ConfigurationException if it has no type that places rows, is a number without a unit, or has a unit and
     *     is no number
     */
    static ImportTime of(ImportRequest request, ImportSource source, ImportInputs inputs)
            throws ConfigurationException {
        QueryColumn column = source.columns().stream()
                .filter(candidate -> candidate.name().equals(request.timeColumn()))
                .findFirst()
                .orElseThrow();
        return of(request, column, source.timeTexts(), inputs).withSpare(unused(source.columns()));
    }

    private static String unused(List<QueryColumn> columns) {
        String spare = "siltstone_partition";
        while (columns.stream().map(QueryColumn::name).anyMatch(startsWith(spare))) {
            spare += "_";
        }
        return spare;
    }

    private static Predicate<String> startsWith(String spare) {
        return name -> name.toLowerCase(Locale.ROOT).startsWith(spare);
    }

    private ImportTime withSpare(String other) {
        return new ImportTime(column, encoding, value, count, perDay, other);
    }

    private static ImportTime of(ImportRequest request, QueryColumn column, TimeTexts texts, ImportInputs inputs)
            throws ConfigurationException {
        String name = SqlText.identifier(column.name());
        Optional<TimeEncoding> unit = request.epochUnit();
        boolean text = column.type().equals("VARCHAR");
        if (text ? texts.areNumbers() : isNumber(column.type())) {
            TimeEncoding epoch = unit.orElseThrow(() -> refusal(
                    inputs,
                    "the column `" + column.name() + "` holds numbers; give their unit: s, ms, us or ns since 1970"));
            return epoch(column, epoch, texts);
        }
        if (unit.isPresent() && !(text && texts.hasNumbers())) {
            throw refusal(
                    inputs,
                    "a unit was given, and the column `" + column.name() + "` is no number but " + column.type());
        }
        if (unit.isPresent()) {
            return epoch(column, unit.get(), texts);
        }
        return switch (column.type()) {
            case "VARCHAR" -> stamp(column, TimeEncoding.TIMESTAMP_US, fromText(name));
            case "TIMESTAMP" -> stamp(column, TimeEncoding.TIMESTAMP_US, name);
            case "TIMESTAMP_S" -> stamp(column, TimeEncoding.TIMESTAMP_S, name);
            case "TIMESTAMP_MS" -> stamp(column, TimeEncoding.TIMESTAMP_MS, name);
            case "TIMESTAMP WITH TIME ZONE" -> stamp(column, TimeEncoding.TIMESTAMPTZ, name);
            case "TIMESTAMPTZ_NS" ->
                new ImportTime(
                        column.name(),
                        TimeEncoding.TIMESTAMPTZ,
                        name,
                        "epoch_ns(" + name + ")",
                        86_400_000_000_000L,
                        "");
            case "TIMESTAMP_NS" ->
                // As microseconds it would be rounded, at times into the next hour.
                new ImportTime(
                        column.name(),
                        TimeEncoding.TIMESTAMP_NS,
                        name,
                        "CASE WHEN isfinite(" + name + ") THEN epoch_ns(" + name + ") END",
                        86_400_000_000_000L,
                        "");
            case "DATE" ->
                new ImportTime(
                        column.name(),
                        TimeEncoding.DATE,
                        name,
                        "CASE WHEN isfinite(" + name + ") THEN " + name + " - DATE '1970-01-01' END",
                        1,
                        "");
            default ->
                throw refusal(
                        inputs,
                        "the column `" + column.name() + "` is " + column.type()
                                + ", which is no time; use a timestamp, a date, ISO 8601 text or a number with a unit");
        };
    }

    /**
     * A cast to TIMESTAMP is several times as fast as one to TIMESTAMPTZ and drops an offset or the name of a time zone, so
     * it is for texts that have neither. Words such as infinity and epoch are times to DuckDB, and 24-01-31 is one of the year 24; a year of four
     * digits ends before the fifth character.
     */
    static String fromText(String name) {
        String anyOffset = "TRY_CAST(" + name + " AS TIMESTAMPTZ) AT TIME ZONE 'UTC'";
        String year = Stream.of("-", "/", " ", "\\")
                .map(separator -> "strpos(" + name + ", '" + separator + "') = 5")
                .collect(Collectors.joining(" OR "));
        return "CASE WHEN NOT (" + name + " >= '0' AND " + name + " < ':' AND (" + year + ")) THEN NULL"
                + " WHEN contains(" + name + ", '+') OR " + name + " LIKE '%:%-%' OR " + name + " LIKE '%:% %' THEN "
                + anyOffset
                + " ELSE coalesce(TRY_CAST(" + name + " AS TIMESTAMP), " + anyOffset + ") END";
    }

    private static ImportTime stamp(QueryColumn column, TimeEncoding encoding, String value) {
        String count = "TRY(epoch_us(" + SqlText.identifier(column.name()) + "))";
        return new ImportTime(column.name(), encoding, value, count, 86_400_000_000L, "");
    }

    private static ImportTime epoch(QueryColumn column, TimeEncoding unit, TimeTexts texts) {
        String name = SqlText.identifier(column.name());
        long perDay = switch (unit) {
            case EPOCH_S -> 86_400L;
            case EPOCH_MS -> 86_400_000L;
            case EPOCH_US -> 86_400_000_000L;
            default -> 86_400_000_000_000L;
        };
        String type = column.type();
        boolean whole = type.equals("VARCHAR") ? texts.areWhole() : !isFraction(type);
        String value = switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE" -> name;
            case "VARCHAR" ->
                whole
                        ? "CASE WHEN regexp_full_match(" + name + ", '" + TimeTexts.WHOLE + "') THEN TRY_CAST(" + name
                                + " AS BIGINT) END"
                        : "TRY_CAST(" + name + " AS DOUBLE)";
            default -> "TRY_CAST(" + name + " AS " + (whole ? "BIGINT" : "DOUBLE") + ")";
        };
        String count = whole
                ? name + "::BIGINT"
                : "CASE WHEN isfinite(" + name + ") THEN TRY_CAST(floor(" + name + "::DOUBLE) AS BIGINT) END";
        return new ImportTime(column.name(), unit, value, count, perDay, "");
    }

    private static boolean isFraction(String type) {
        return type.equals("FLOAT") || type.equals("DOUBLE") || type.startsWith("DECIMAL");
    }

    private static boolean isNumber(String type) {
        return isFraction(type) || type.endsWith("INT") || type.endsWith("INTEGER");
    }

    /**
     * The rows of a relation with the time as it is kept, and the number of their partition as the column {@link #spare},
     * which is {@link #NOWHERE} for those that have none.
     *
     * @param from what stands behind FROM
     */
    String placed(String from, PartitionUnit unit) {
        String time = SqlText.identifier(column);
        String counted = SqlText.identifier(spare + "_count");
        return "SELECT * EXCLUDE (" + counted + "), " + partition(counted, unit) + " AS " + SqlText.identifier(spare)
                + " FROM (SELECT *, " + count + " AS " + counted + " FROM (SELECT * REPLACE (" + value + " AS " + time
                + ") FROM " + from + "))";
    }

    private String partition(String counted, PartitionUnit unit) {
        String day = floor(counted, perDay);
        String number = switch (unit) {
            case HOUR -> perDay == 1 ? counted + " * 24" : floor(counted, perDay / 24);
            case DAY -> day;
            case MONTH -> {
                String date = "(DATE '1970-01-01' + (" + day + ")::INTEGER)";
                yield "year(" + date + ") * 12 + month(" + date + ") - 1";
            }
        };
        return "CASE WHEN " + counted + " BETWEEN " + limit(FIRST_DAY, 0) + " AND " + limit(END_DAY, -1) + " THEN ("
                + number + ")::BIGINT ELSE " + NOWHERE + " END";
    }

    /** The day's count, no further than a BIGINT goes. */
    private String limit(long day, long plus) {
        BigInteger exact =
                BigInteger.valueOf(day).multiply(BigInteger.valueOf(perDay)).add(BigInteger.valueOf(plus));
        BigInteger lowest = BigInteger.valueOf(-Long.MAX_VALUE);
        return exact.max(lowest).min(BigInteger.valueOf(Long.MAX_VALUE)).toString();
    }

    /** Integer division rounds towards zero, which before 1970 is the partition after. */
    private static String floor(String counted, long by) {
        return by == 1
                ? counted
                : "(" + counted + " // " + by + ") - CASE WHEN " + counted + " % " + by + " < 0 THEN 1 ELSE 0 END";
    }

    /** Where the partition of a number begins. */
    static Instant start(PartitionUnit unit, long number) {
        return switch (unit) {
            case HOUR -> Instant.ofEpochSecond(Math.multiplyExact(number, 3600));
            case DAY -> Instant.ofEpochSecond(Math.multiplyExact(number, 86_400));
            case MONTH ->
                LocalDate.of(Math.toIntExact(Math.floorDiv(number, 12)), Math.floorMod(number, 12) + 1, 1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
        };
    }

    /** What the files say of the column. */
    TimeColumn metadata(PartitionUnit unit) {
        return new TimeColumn(column, encoding, Optional.of(unit));
    }

    private static long day(Optional<Instant> instant) {
        return Math.floorDiv(instant.orElseThrow().getEpochSecond(), 86_400);
    }

    private static ConfigurationException refusal(ImportInputs inputs, String reason) {
        return new ConfigurationException(ImportEngine.context(inputs.files().get(0)), reason);
    }
}
