package io.siltstone.duckdb.query;

import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.QueryColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a query, as they come: memory does not grow with their number. Before the first row until {@link #next} is
 * called. For one thread, but that {@link #close} may be called from any to end the query.
 */
public final class QueryResult implements AutoCloseable {

    private final QueryRun run;
    private final ResultSet rows;
    private final List<QueryColumn> columns;

    QueryResult(QueryRun run, ResultSet rows) throws StorageException, QueryException {
        this.run = run;
        this.rows = rows;
        this.columns = run.inside(() -> columns(rows.getMetaData()));
    }

    private static List<QueryColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<QueryColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new QueryColumn(metadata.getColumnName(i), metadata.getColumnTypeName(i)));
        }
        return List.copyOf(columns);
    }

    /** The columns, in their order. */
    public List<QueryColumn> columns() {
        return columns;
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws QueryException if a value of the query cannot be computed
     * @throws StorageException as {@link QueryEngine#query} does
     */
    public boolean next() throws StorageException, QueryException {
        return run.inside(rows::next);
    }

    /**
     * A value of the current row; empty for NULL. BOOLEAN as Boolean; whole numbers as Byte, Short, Integer, Long or
     * BigInteger; FLOAT, DOUBLE and DECIMAL as Float, Double and BigDecimal; DATE as LocalDate; TIMESTAMP of every
     * precision as LocalDateTime, TIMESTAMP WITH TIME ZONE as OffsetDateTime in UTC, TIME as LocalTime; everything else as
     * String, as DuckDB writes it. An infinite date or timestamp is the String {@code infinity} or {@code -infinity}.
     *
     * @param column its index, from 0
     */
    public Optional<Object> value(int column) throws StorageException, QueryException {
        String type = columns.get(column).type();
        return run.inside(() -> ResultValue.of(rows, column + 1, type));
    }

    /** What the query took so far, or took until it was closed. */
    public QueryStatistics statistics() {
        return run.statistics();
    }

    /** Ends the query. May be repeated. */
    @Override
    public void close() throws StorageException {
        run.close();
    }
}
