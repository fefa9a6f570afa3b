package io.siltstone.duckdb.query;

import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import java.util.Map;
import java.util.Objects;

/**
 * What to ask.
 *
 * @param sql one query over {@code database.measurement} names
 * @param within only rows of this time are there for the query, in every table that has a time column; {@link
 *     TimeRange#ALL} for all rows
 * @param timeColumns the column that holds the time of a table whose files do not say it themselves
 */
public record QueryRequest(String sql, TimeRange within, Map<TableName, String> timeColumns) {

    public QueryRequest {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(within, "within");
        timeColumns = Map.copyOf(timeColumns);
    }

    /** The query over all rows. */
    public static QueryRequest of(String sql) {
        return new QueryRequest(sql, TimeRange.ALL, Map.of());
    }

    public QueryRequest within(TimeRange other) {
        return new QueryRequest(sql, other, timeColumns);
    }

    public QueryRequest withTimeColumns(Map<TableName, String> other) {
        return new QueryRequest(sql, within, other);
    }
}
