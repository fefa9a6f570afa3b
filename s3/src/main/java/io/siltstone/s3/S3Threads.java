package io.siltstone.s3;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that make requests at the same time, and one budget for the memory of what they move: so many bytes at once as
 * parts in flight of their usual size. They start with the first work.
 */
final class S3Threads implements AutoCloseable {

    /** What permits are counted in, since a semaphore counts no more than 2^31. */
    private static final int UNIT_BYTES = 1 << 10;

    private final String what;
    private final int inFlight;
    private final int permits;
    private final Semaphore budget;
    private final AtomicInteger number = new AtomicInteger();
    private @Nullable ExecutorService executor;

    /** @param what they do, for their names */
    S3Threads(String what, int inFlight, long partBytes) {
        this.what = what;
        this.inFlight = inFlight;
        this.permits = Math.toIntExact(inFlight * units(partBytes));
        this.budget = new Semaphore(permits);
    }

    /**
     * What the work gave.
     *
     * @throws StorageException what it threw, or that nobody waits for it any more
     */
    static <T> T await(Future<T> work, ErrorContext context) throws StorageException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(context, "the thread was interrupted");
        } catch (CancellationException e) {
            throw new CancelledException(context, "the store was closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            throw new IllegalStateException("a part failed in an unforeseen way", e.getCause());
        }
    }

    /** Waits until the budget has room for the bytes; a part larger than all of it waits for all of it. */
    Hold hold(long bytes) throws InterruptedException {
        int wanted = (int) Math.min(permits, units(bytes));
        budget.acquire(wanted);
        return () -> budget.release(wanted);
    }

    /** As {@link #hold}, but does not wait; empty where there is no room. */
    Optional<Hold> tryHold(long bytes) {
        int wanted = (int) Math.min(permits, units(bytes));
        return budget.tryAcquire(wanted) ? Optional.of(() -> budget.release(wanted)) : Optional.empty();
    }

    /** Room taken from the budget. */
    interface Hold {
        void release();
    }

    /** Does the work on one of the threads, and gives the room back when it is done. */
    <T> Future<T> submit(Hold hold, Callable<T> work) {
        try {
            return submit(() -> {
                try {
                    return work.call();
                } finally {
                    hold.release();
                }
            });
        } catch (IllegalStateException e) {
            hold.release();
            throw e;
        }
    }

    /**
     * Does the work on one of the threads.
     *
     * @throws IllegalStateException if the store is closed
     */
    synchronized <T> Future<T> submit(Callable<T> work) {
        if (executor == null) {
            executor = Executors.newFixedThreadPool(inFlight, loop -> {
                Thread thread = new Thread(loop, "siltstone-s3-" + what + "-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
        try {
            return executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the store is closed", e);
        }
    }

    @Override
    public synchronized void close() {
        if (executor != null) {
            // Whoever waits for work that will not begin is told.
            for (Runnable work : executor.shutdownNow()) {
                if (work instanceof Future<?> waiting) {
                    waiting.cancel(false);
                }
            }
        }
    }

    private static long units(long bytes) {
        return Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }
}
