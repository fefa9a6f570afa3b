package io.siltstone.duckdb.query;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.DuckDb;
import io.siltstone.duckdb.engine.DuckDbErrors;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.engine.StatementWatch;
import io.siltstone.duckdb.engine.TemporaryDirectory;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.duckdb.DuckDBPreparedStatement;

/**
 * An engine that is confined to a store's files, ready for one query after the other. A query that must be planned
 * lives in a transaction that is undone; another one finds or leaves views of the files that it reads.
 */
final class QuerySession implements AutoCloseable {

    /** The one setting that planning changes and running changes back. */
    private static final String DISABLED = "disabled_optimizers";

    private static final String PREFETCHING = "disable_parquet_prefetching";

    private static final String READ_AHEAD = "read_ahead_depth";

    /**
     * Files of so many bytes together are read at once where they are needed: to hand them from thread to thread costs
     * more than waiting for them. Of more, twice as fast a reading from a disk is worth it.
     */
    static final long READ_AT_ONCE_BYTES = 8L << 20;

    /**
     * The optimizers that move filters towards scans. Every other one is off while bounds are read, also those that a
     * later DuckDB brings: on an empty stub they would reason from its being empty.
     */
    private static final String MOVING_FILTERS = "'expression_rewriter', 'filter_pullup', 'filter_pushdown',"
            + " 'cte_filter_pusher', 'cte_inlining', 'outer_join_simplification', 'unused_columns', 'in_clause', 'deliminator'";

    /** Of so many tables views are kept; each holds the names of its files. */
    private static final int MAX_VIEWS = 20;

    /** Takes sessions that have nothing to do. */
    interface Idle {
        void accept(QuerySession session) throws StorageException;
    }

    private final TemporaryDirectory temporary;
    private final TemporaryDirectory copies;
    private final DuckDb engine;
    private final String optimizersToDisable;
    private final Idle whenIdle;
    private final Map<String, StandingView> views = new HashMap<>();
    private final ScheduledExecutorService timer = StatementWatch.timer();
    private boolean transaction;
    private boolean readingAhead;
    private long queries;

    private QuerySession(
            TemporaryDirectory temporary,
            TemporaryDirectory copies,
            DuckDb engine,
            String optimizersToDisable,
            Idle whenIdle) {
        this.temporary = temporary;
        this.copies = copies;
        this.engine = engine;
        this.optimizersToDisable = optimizersToDisable;
        this.whenIdle = whenIdle;
    }

    /**
     * A session of its own.
     *
     * @param directories what it may read and write besides its own temporary directory
     * @param whenIdle is given the session after each query that went well, and closes it or keeps it
     */
    static QuerySession open(QuerySettings settings, List<Path> directories, ErrorContext context, Idle whenIdle)
            throws StorageException {
        TemporaryDirectory temporary = TemporaryDirectory.create(settings.engine(), context);
        TemporaryDirectory copies = temporary;
        try {
            if (settings.cache().isPresent()) {
                copies = TemporaryDirectory.createIn(settings.cache().get().runs(), context);
            }
            DuckDb engine = DuckDb.open(settings.engine(), temporary.spill(), true, context);
            try {
                String names = "SELECT name FROM duckdb_optimizers() WHERE name NOT IN (" + MOVING_FILTERS + ")";
                String disable = rows(engine, names).stream().collect(Collectors.joining(","));
                // Plans, views and the run open the same footers; DuckDB looks whether a file is still the same.
                engine.execute("SET parquet_metadata_cache=true; " + readAhead(false));
                List<Path> allowed = new ArrayList<>(directories);
                allowed.add(temporary.path());
                allowed.add(copies.path());
                engine.confine(allowed, List.of(DISABLED, PREFETCHING, READ_AHEAD));
                return new QuerySession(temporary, copies, engine, disable, whenIdle);
            } catch (StorageException | SQLException e) {
                engine.close();
                throw e;
            }
        } catch (SQLException e) {
            close(temporary, copies);
            throw DuckDbErrors.storage(e, context);
        } catch (StorageException e) {
            close(temporary, copies);
            throw e;
        }
    }

    private static void close(TemporaryDirectory temporary, TemporaryDirectory copies) throws StorageException {
        try {
            copies.close();
        } finally {
            temporary.close();
        }
    }

    DuckDb engine() {
        return engine;
    }

    /** What statements are watched with. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * From now on everything is in one transaction, of one moment and one time, and all of it is undone at the end of the
     * query. May be repeated.
     */
    void begin() throws StorageException {
        if (!transaction) {
            engine.begin();
            transaction = true;
        }
    }

    /** Undoes what was done since {@link #begin}. */
    void undo() throws StorageException {
        if (transaction) {
            transaction = false;
            engine.rollback();
        }
    }

    boolean isInTransaction() {
        return transaction;
    }

    /** The view that an earlier query left under the name of a table, as it is outside a transaction. */
    Optional<StandingView> standing(TableName table) {
        return Optional.ofNullable(views.get(folded(table)));
    }

    /** Makes a view that later queries find; only outside a transaction. */
    void stand(TableName table, StandingView view) throws SQLException {
        StringBuilder make = new StringBuilder();
        if (views.size() >= MAX_VIEWS && !views.containsKey(folded(table))) {
            views.values()
                    .forEach(old -> make.append("DROP VIEW ").append(old.name()).append("; "));
            views.clear();
        }
        run(make.append(view.statement()).toString());
        views.put(folded(table), view);
    }

    /** SQL does not tell case apart, a store does. */
    private static String folded(TableName table) {
        return SqlText.folded(table.toString());
    }

    /** Where copies of files may lie for one query. Never the same twice: DuckDB remembers footers by path. */
    Path newCopiesDirectory() {
        queries++;
        return copies.path().resolve("copies-" + queries);
    }

    /** From now on files are fetched ahead of where they are needed if they have many bytes together. */
    void expectToRead(long bytes) throws StorageException {
        boolean ahead = bytes > READ_AT_ONCE_BYTES;
        if (ahead != readingAhead) {
            engine.execute(readAhead(ahead));
            readingAhead = ahead;
        }
    }

    private static String readAhead(boolean ahead) {
        return "SET " + PREFETCHING + "=" + !ahead + "; SET " + READ_AHEAD + "=" + (ahead ? -1 : 0);
    }

    /** From now on only the optimizers that move filters run. */
    void optimizeForBounds() throws StorageException {
        disable(optimizersToDisable);
    }

    /** As {@link #optimizeForBounds} with every optimizer that does not look at how many rows a table has. */
    void optimizeWithoutStatistics() throws StorageException {
        disable("statistics_propagation");
    }

    /** From now on every optimizer runs. */
    void optimizeForSpeed() throws StorageException {
        disable("");
    }

    private void disable(String optimizers) throws StorageException {
        engine.execute("SET " + DISABLED + "=" + SqlText.literal(optimizers));
    }

    /** Runs a statement without results. */
    void run(String sql) throws SQLException {
        try (Statement statement = engine.statement()) {
            statement.execute(sql);
        }
    }

    /** The one value of a statement with one parameter. */
    String value(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = engine.prepare(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** The error that a query ends with before its first row; empty where it has one. */
    Optional<SQLException> failureOf(String sql) {
        try (DuckDBPreparedStatement statement = engine.prepare(sql).unwrap(DuckDBPreparedStatement.class)) {
            statement.query().close();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** The columns that a query or table has. */
    List<QueryColumn> columns(String described) throws SQLException {
        List<QueryColumn> columns = new ArrayList<>();
        try (Statement statement = engine.statement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + described)) {
            while (rows.next()) {
                columns.add(new QueryColumn(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }

    /** The first column of a statement's rows. */
    private static List<String> rows(DuckDb engine, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = engine.statement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** A statement to run a query with. */
    Statement statement() throws StorageException {
        try {
            return engine.statement();
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, engine.context());
        }
    }

    /**
     * Ends a query: undoes it and leaves the session to who keeps idle ones.
     *
     * @param failed closes the session instead, since a failure may have left anything
     */
    void release(boolean failed) throws StorageException {
        if (failed) {
            close();
            return;
        }
        try {
            undo();
        } catch (StorageException e) {
            close();
            throw e;
        }
        whenIdle.accept(this);
    }

    @Override
    public void close() throws StorageException {
        timer.shutdownNow();
        try {
            engine.close();
        } finally {
            close(temporary, copies);
        }
    }
}
