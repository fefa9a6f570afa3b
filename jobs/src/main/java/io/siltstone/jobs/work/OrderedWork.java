package io.siltstone.jobs.work;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Runs work on an executor, a bounded number at a time, and hands the results on in the order in which the work came, on
 * the thread that brought it. The first failure ends it. To be closed, which cancels what has not ended.
 */
public final class OrderedWork<R> implements AutoCloseable {

    /** Enough to hide the latency of a disk or a store, and little enough to leave it to others too. */
    public static final int DEFAULT_PARALLELISM = 8;

    private final Executor executor;
    private final int parallelism;
    private final ErrorContext context;
    private final Consumer<R> sink;
    private final Deque<FutureTask<R>> running = new ArrayDeque<>();

    /**
     * @param executor runs the work; one that runs it on the calling thread is fine
     * @param parallelism how much work is given to it at a time
     * @param context names the job where it is interrupted
     * @param sink takes the results
     */
    public OrderedWork(Executor executor, int parallelism, ErrorContext context, Consumer<R> sink) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.context = context;
        this.sink = sink;
    }

    /** Gives work to the executor, after waiting for the oldest where there is enough of it already. */
    public void submit(Work<R> work) throws StorageException {
        if (running.size() >= parallelism) {
            handOn();
        }
        FutureTask<R> task = new FutureTask<>(work::run);
        running.add(task);
        executor.execute(task);
    }

    /** Waits for all work. */
    public void finish() throws StorageException {
        while (!running.isEmpty()) {
            handOn();
        }
    }

    private void handOn() throws StorageException {
        try {
            sink.accept(running.element().get());
            running.remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(context, "the thread was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static StorageException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof StorageException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new AssertionError("work throws nothing else", e);
    }

    @Override
    public void close() {
        running.forEach(task -> task.cancel(true));
    }

    /** Makes a result, or fails as a store does. */
    @FunctionalInterface
    public interface Work<R> {
        R run() throws StorageException;
    }
}
