package io.siltstone.s3;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that move parts, and the one budget for the memory of all parts of a backend: so many bytes at once as parts
 * in flight of their usual size. They start with the first large object.
 */
final class S3Threads implements AutoCloseable {

    /** What permits are counted in, since a semaphore counts no more than 2^31. */
    private static final int UNIT_BYTES = 1 << 10;

    private final int inFlight;
    private final int permits;
    private final Semaphore budget;
    private final AtomicInteger number = new AtomicInteger();
    private @Nullable ExecutorService executor;

    S3Threads(int inFlight, long partBytes) {
        this.inFlight = inFlight;
        this.permits = Math.toIntExact(inFlight * units(partBytes));
        this.budget = new Semaphore(permits);
    }

    /** Waits until the budget has room for the bytes; a part larger than all of it waits for all of it. */
    Hold hold(long bytes) throws InterruptedException {
        int wanted = (int) Math.min(permits, units(bytes));
        budget.acquire(wanted);
        return () -> budget.release(wanted);
    }

    /** Room taken from the budget. */
    interface Hold {
        void release();
    }

    synchronized <T> Future<T> submit(Callable<T> work) {
        if (executor == null) {
            executor = Executors.newFixedThreadPool(inFlight, work1 -> {
                Thread thread = new Thread(work1, "siltstone-s3-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
        return executor.submit(work);
    }

    @Override
    public synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    private static long units(long bytes) {
        return Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }
}
