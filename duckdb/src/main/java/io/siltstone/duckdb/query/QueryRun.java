package io.siltstone.duckdb.query;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.duckdb.engine.DuckDbErrors;
import io.siltstone.duckdb.engine.StatementWatch;
import io.siltstone.duckdb.files.LocalCopies;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One query from its planning to its end: holds what it needs, lets one thread at a time into DuckDB, and gives
 * everything back once.
 */
final class QueryRun implements AutoCloseable {

    private final QuerySession session;
    private final Statement statement;
    private final LocalCopies copies;
    private final QueryPlanner planner;
    private final QueryErrors errors;
    private final StatementWatch watch;
    private final ErrorContext context;
    private final LongSupplier nanoTime;
    private final long started;
    private final ReentrantLock lock = new ReentrantLock();
    private List<TableStatistics> tables = List.of();
    private long planned;
    private long ended;
    private boolean failed;
    private boolean open = true;

    /**
     * @param session used by this query alone, until it is closed
     * @param copies closed with this query
     */
    QueryRun(
            QuerySession session,
            Statement statement,
            LocalCopies copies,
            QueryPlanner planner,
            QueryErrors errors,
            StatementWatch watch,
            LongSupplier nanoTime,
            long started) {
        this.session = session;
        this.statement = statement;
        this.copies = copies;
        this.planner = planner;
        this.errors = errors;
        this.watch = watch;
        this.context = session.engine().context();
        this.nanoTime = nanoTime;
        this.started = started;
        this.planned = started;
    }

    /** Something that DuckDB does. */
    interface Call<T> {
        T run() throws SQLException, StorageException, QueryException;
    }

    /** Finds the files. */
    void plan() throws StorageException, QueryException {
        tables = inside(() -> planner.plan().stream().map(QueryRun::statistics).toList());
        planned = nanoTime.getAsLong();
    }

    /** Runs the query over the tables that were planned, to its first row. */
    ResultSet rows(String sql) throws StorageException, QueryException {
        return execute(sql, () -> statement.executeQuery(sql));
    }

    /** Runs a statement around the query to its end. */
    void complete(String sql) throws StorageException, QueryException {
        execute(sql, () -> statement.execute(sql));
    }

    private <T> T execute(String sql, Call<T> call) throws StorageException, QueryException {
        return inside(() -> {
            try {
                return call.run();
            } catch (SQLException e) {
                throw isHidden(e) && watch.cancelled().isEmpty() ? revealed(sql, e) : e;
            }
        });
    }

    /** What the driver says of every error before the first row of a result that is streamed. */
    private static boolean isHidden(SQLException e) {
        return String.valueOf(e.getMessage()).endsWith("Invalid result set");
    }

    /** The error itself, which only another way through the driver tells, and only by failing again. */
    private SQLException revealed(String sql, SQLException hidden) throws StorageException, QueryException {
        session.undo();
        planner.plan();
        return session.failureOf(sql).orElse(hidden);
    }

    private static TableStatistics statistics(TablePlan table) {
        PrunedFiles files = table.files().orElseThrow();
        return new TableStatistics(table.name(), table.timeColumn().map(TimedColumn::name), files.range(), files);
    }

    /** Calls DuckDB; a thread that is interrupted, a limit of time and {@link #close} end the call. */
    <T> T inside(Call<T> call) throws StorageException, QueryException {
        lock.lock();
        try {
            if (!open) {
                throw new IllegalStateException("the result is closed");
            }
            watch.enter();
            return call.run();
        } catch (SQLException e) {
            failed = true;
            throw failure(e);
        } catch (StorageException e) {
            failed = true;
            throw cancellation(e);
        } catch (QueryException e) {
            failed = true;
            throw e;
        } finally {
            watch.leave();
            lock.unlock();
        }
    }

    private QueryException failure(SQLException e) throws StorageException {
        if (watch.cancelled().isPresent()) {
            throw cancellation(new CancelledException(context, "the query was cancelled", e));
        }
        return errors.ofQuery(e);
    }

    private StorageException cancellation(StorageException e) {
        if (!(e instanceof CancelledException)) {
            return e;
        }
        return watch.cancelled().orElse(StatementWatch.Reason.INTERRUPTED) == StatementWatch.Reason.TIME_LIMIT
                ? new TimeoutException(context, "the query took longer than it may", e)
                : new CancelledException(context, "the query was cancelled", e);
    }

    /** What it took so far. */
    QueryStatistics statistics() {
        long end = open ? nanoTime.getAsLong() : ended;
        LocalCopies.Fetched fetched = copies.fetched();
        return new QueryStatistics(
                tables,
                fetched.files(),
                fetched.bytes(),
                Duration.ofNanos(planned - started),
                Duration.ofNanos(end - planned));
    }

    /** Ends the query, also while another thread is inside it, and undoes what it made in the session. */
    @Override
    public void close() throws StorageException {
        if (lock.isLocked() && !lock.isHeldByCurrentThread()) {
            watch.cancel(StatementWatch.Reason.CLOSED);
        }
        lock.lock();
        try {
            if (open) {
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() throws StorageException {
        ended = nanoTime.getAsLong();
        open = false;
        watch.close();
        try {
            statement.close();
            copies.close();
        } catch (SQLException e) {
            failed = true;
            throw DuckDbErrors.storage(e, context);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context, "local copies cannot be removed: " + e.getMessage(), e);
        } finally {
            session.release(failed);
        }
    }
}
