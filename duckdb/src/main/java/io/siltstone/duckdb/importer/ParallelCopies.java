package io.siltstone.duckdb.importer;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.DuckDb;
import io.siltstone.duckdb.engine.StatementWatch;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Runs statements that write a file each: one after the other on each of some connections, and those at the same time. */
final class ParallelCopies {

    private final List<DuckDb> connections;
    private final Function<SQLException, StorageException> failures;

    /** @param failures what an error of a statement is to the import */
    ParallelCopies(List<DuckDb> connections, Function<SQLException, StorageException> failures) {
        this.connections = connections;
        this.failures = failures;
    }

    /**
     * A statement.
     *
     * @param sql gives no rows
     * @param result read when it has run, on the same thread
     */
    record Copy<R>(String sql, Result<R> result) {}

    /** Reads what was written. */
    @FunctionalInterface
    interface Result<R> {
        R read() throws StorageException;
    }

    /**
     * Runs all.
     *
     * @param progress told the fraction that is done
     * @return the results in the order of the statements
     * @throws StorageException of the first that failed, or of an interrupt; nothing runs any more then
     */
    <R> List<R> run(List<Copy<R>> copies, DoubleConsumer progress) throws StorageException {
        ExecutorService threads = Executors.newFixedThreadPool(connections.size());
        try {
            ExecutorCompletionService<Map<Integer, R>> running = new ExecutorCompletionService<>(threads);
            AtomicInteger next = new AtomicInteger();
            for (DuckDb connection : connections) {
                running.submit(() -> some(connection, copies, next, progress));
            }
            Map<Integer, R> results = new TreeMap<>();
            for (int i = 0; i < connections.size(); i++) {
                results.putAll(running.take().get());
            }
            return new ArrayList<>(results.values());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(context(), "the import was interrupted; nothing was stored", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageException known
                    ? known
                    : new BackendFailureException(context(), "a file cannot be written: " + e.getCause(), e.getCause());
        } finally {
            end(threads);
        }
    }

    /** Takes what nobody has taken yet, until nothing is left or the thread is interrupted. */
    private <R> Map<Integer, R> some(
            DuckDb connection, List<Copy<R>> copies, AtomicInteger next, DoubleConsumer progress)
            throws StorageException {
        Map<Integer, R> results = new TreeMap<>();
        LongSupplier nanoTime = StoreRuntime.system().nanoTime();
        try (Statement statement = connection.statement();
                StatementWatch watch = new StatementWatch(
                        statement, Optional.empty(), Optional.empty(), nanoTime, nanoTime.getAsLong())) {
            watch.start();
            int index = next.getAndIncrement();
            while (index < copies.size() && !Thread.currentThread().isInterrupted()) {
                Copy<R> copy = copies.get(index);
                watch.enter();
                statement.execute(copy.sql());
                watch.leave();
                results.put(index, copy.result().read());
                synchronized (this) {
                    progress.accept((double) index / copies.size());
                }
                index = next.getAndIncrement();
            }
        } catch (SQLException e) {
            throw failures.apply(e);
        }
        return results;
    }

    /** Until no thread is in the engine, it cannot be closed. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ErrorContext context() {
        return connections.get(0).context();
    }
}
