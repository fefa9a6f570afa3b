package io.siltstone.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Watches a statement from a thread of its own, since DuckDB looks neither at interrupts nor at a clock of ours: cancels
 * it when the thread that is inside it is interrupted or its time is over, and tells its progress.
 */
final class QueryWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 50;

    /** Why a statement was cancelled. */
    enum Reason {
        INTERRUPTED,
        TIME_LIMIT,
        CLOSED
    }

    private final Statement statement;
    private final QueryProgress progress;
    private final CountDownLatch done = new CountDownLatch(1);
    private final LongSupplier nanoTime;
    private final long started;
    private final Optional<Duration> limit;
    private volatile @Nullable Thread inside;
    private volatile @Nullable Reason cancelled;

    QueryWatch(Statement statement, QuerySettings settings, LongSupplier nanoTime, long started) {
        this.statement = statement;
        this.progress = settings.progress();
        this.limit = settings.timeLimit();
        this.nanoTime = nanoTime;
        this.started = started;
    }

    void start() {
        Thread thread = new Thread(this::run, "siltstone-query-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** The calling thread is inside the statement from now on. */
    void enter() {
        inside = Thread.currentThread();
    }

    /** No thread is inside the statement any more. */
    void leave() {
        inside = null;
    }

    /** Why it was cancelled; empty where it was not. */
    Optional<Reason> cancelled() {
        return Optional.ofNullable(cancelled);
    }

    /** Ends what the statement does; the first reason stays. */
    void cancel(Reason reason) {
        if (cancelled == null) {
            cancelled = reason;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            // A statement that is closed or at its end has nothing to cancel.
            done.countDown();
        }
    }

    private void run() {
        try {
            while (!done.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Thread thread = inside;
        if (thread == null) {
            return;
        }
        if (thread.isInterrupted()) {
            cancel(Reason.INTERRUPTED);
        } else if (isOver()) {
            cancel(Reason.TIME_LIMIT);
        } else if (progress != QueryProgress.NONE) {
            tell();
        }
    }

    /** Whether the time allowed is over. */
    boolean isOver() {
        return limit.map(allowed -> nanoTime.getAsLong() - started > allowed.toNanos())
                .orElse(false);
    }

    private void tell() {
        try {
            double percent = statement
                    .unwrap(DuckDBPreparedStatement.class)
                    .getQueryProgress()
                    .getPercentage();
            if (percent >= 0) {
                progress.onProgress(Math.min(1, percent / 100));
            }
        } catch (SQLException e) {
            // Between two statements there is no progress to tell.
            return;
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
