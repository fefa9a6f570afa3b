package io.siltstone.duckdb.query;

import io.siltstone.duckdb.engine.JsonTree;
import java.util.OptionalLong;

/**
 * What a filter that the optimizer moved into a scan says of the values that pass it. Sound by construction: whatever is
 * not known to this class passes everything, so that a filter of a later DuckDB makes a query slower and never wrong.
 *
 * <p>The type is that of the table's first and last file. Others may hold finer times: after the
 * beginning of a day, or of a microsecond, is then also what lies in it.
 */
final class ScanFilter {

    /** What DuckDB holds for {@code 'infinity'::DATE}, in days; for timestamps it is the largest long. */
    private static final long INFINITE_DAYS = Integer.MAX_VALUE;

    private final String columnType;

    /** @param columnType the type of the column, as DuckDB names it; constants of another type say nothing */
    ScanFilter(String columnType) {
        this.columnType = columnType;
    }

    /** An interval that holds every value that passes the filter. */
    Interval interval(JsonTree filter) {
        return switch (filter.get("filter_type").text()) {
            case "LEGACY_CONSTANT_COMPARISON" ->
                compared(filter.get("comparison_type").text(), filter.get("constant"));
            case "LEGACY_CONJUNCTION_AND" -> all(filter.get("child_filters"));
            case "LEGACY_CONJUNCTION_OR" -> any(filter.get("child_filters"));
            case "LEGACY_OPTIONAL_FILTER" -> interval(filter.get("child_filter"));
            case "LEGACY_IN_FILTER" -> anyOf(filter.get("values"));
            default -> Interval.ALL;
        };
    }

    private Interval all(JsonTree filters) {
        Interval result = Interval.ALL;
        for (JsonTree filter : filters.elements()) {
            result = result.intersect(interval(filter));
        }
        return result;
    }

    private Interval any(JsonTree filters) {
        if (filters.elements().isEmpty()) {
            return Interval.ALL;
        }
        Interval result = Interval.EMPTY;
        for (JsonTree filter : filters.elements()) {
            result = result.hull(interval(filter));
        }
        return result;
    }

    private Interval anyOf(JsonTree constants) {
        if (constants.elements().isEmpty()) {
            return Interval.ALL;
        }
        Interval result = Interval.EMPTY;
        for (JsonTree constant : constants.elements()) {
            result = result.hull(compared("COMPARE_EQUAL", constant));
        }
        return result;
    }

    private Interval compared(String comparison, JsonTree constant) {
        OptionalLong finite = value(constant);
        if (finite.isEmpty()) {
            return Interval.ALL;
        }
        long value = finite.getAsLong();
        return switch (comparison) {
            case "COMPARE_EQUAL" -> new Interval(value, value);
            case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO" -> new Interval(value, Long.MAX_VALUE);
            // A constant with an hour has lost it on its way to a column of dates.
            case "COMPARE_LESSTHAN" -> new Interval(Long.MIN_VALUE, isDate() ? value : value - 1);
            case "COMPARE_LESSTHANOREQUALTO" -> new Interval(Long.MIN_VALUE, value);
            default -> Interval.ALL;
        };
    }

    /** The constant as a number in the column's unit; empty for null, for infinity and for another type. */
    private OptionalLong value(JsonTree constant) {
        if (!constant.get("is_null").text().equals("false")
                || !constant.get("type").get("id").text().equals(columnType)) {
            return OptionalLong.empty();
        }
        OptionalLong value = constant.get("value").number();
        if (value.isPresent() && isInfinite(value.getAsLong())) {
            return OptionalLong.empty();
        }
        return value;
    }

    private boolean isInfinite(long value) {
        long magnitude = value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
        return magnitude >= (isDate() ? INFINITE_DAYS : Long.MAX_VALUE);
    }

    private boolean isDate() {
        return columnType.equals("DATE");
    }
}
