package io.siltstone.duckdb.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Watches a statement from a thread of its own, since DuckDB looks neither at interrupts nor at a clock of ours: cancels
 * it when the thread that is inside it is interrupted or its time is over, and tells its progress.
 */
public final class StatementWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 50;

    /** Why a statement was cancelled. */
    public enum Reason {
        INTERRUPTED,
        TIME_LIMIT,
        CLOSED
    }

    private final Statement statement;
    private final Optional<DoubleConsumer> progress;
    private final CountDownLatch done = new CountDownLatch(1);
    private final LongSupplier nanoTime;
    private final long started;
    private final Optional<Duration> limit;
    private volatile Optional<ScheduledFuture<?>> looks = Optional.empty();
    private volatile @Nullable Thread inside;
    private volatile @Nullable Reason cancelled;

    /**
     * @param limit how long the statement may take; empty for as long as it takes
     * @param progress told the fraction that is done, some times a second, from the watching thread; empty for nobody
     * @param started when the limit began to run, by {@code nanoTime}
     */
    public StatementWatch(
            Statement statement,
            Optional<Duration> limit,
            Optional<DoubleConsumer> progress,
            LongSupplier nanoTime,
            long started) {
        this.statement = statement;
        this.limit = limit;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.started = started;
    }

    public void start() {
        thread(this::run).start();
    }

    /** As {@link #start}, from a thread that is there already: to begin one costs as much as a look at a small file. */
    public void start(ScheduledExecutorService timer) {
        looks = Optional.of(
                timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** For statements that run one after the other; begins a thread with the first. */
    public static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, StatementWatch::thread);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "siltstone-statement-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** The calling thread is inside the statement from now on. */
    public void enter() {
        inside = Thread.currentThread();
    }

    /** No thread is inside the statement any more. */
    public void leave() {
        inside = null;
    }

    /** Why it was cancelled; empty where it was not. */
    public Optional<Reason> cancelled() {
        return Optional.ofNullable(cancelled);
    }

    /** Ends what the statement does; the first reason stays. */
    public void cancel(Reason reason) {
        if (cancelled == null) {
            cancelled = reason;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            // A statement that is closed or at its end has nothing to cancel.
            close();
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
        if (thread == null || done.getCount() == 0) {
            return;
        }
        if (thread.isInterrupted()) {
            cancel(Reason.INTERRUPTED);
        } else if (isOver()) {
            cancel(Reason.TIME_LIMIT);
        } else {
            progress.ifPresent(this::tell);
        }
    }

    /** Whether the time allowed is over. */
    public boolean isOver() {
        return limit.map(allowed -> nanoTime.getAsLong() - started > allowed.toNanos())
                .orElse(false);
    }

    private void tell(DoubleConsumer told) {
        try {
            double percent = statement
                    .unwrap(DuckDBPreparedStatement.class)
                    .getQueryProgress()
                    .getPercentage();
            if (percent >= 0) {
                told.accept(Math.min(1, percent / 100));
            }
        } catch (SQLException e) {
            // Between two statements there is no progress to tell.
            return;
        }
    }

    @Override
    public void close() {
        done.countDown();
        looks.ifPresent(future -> future.cancel(false));
    }
}
