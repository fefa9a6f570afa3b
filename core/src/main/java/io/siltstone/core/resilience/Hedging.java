package io.siltstone.core.resilience;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Asks a second time where a read takes longer than nearly all others did, and takes what comes first. Both copies run on
 * threads of this object's own, of which none is interrupted: the one that comes too late is closed when it comes. A second
 * copy is a retry to the budget, and at most one read in twenty has one.
 */
final class Hedging implements AutoCloseable {

    /** Before so many reads nobody knows what is long. */
    static final int MIN_SAMPLES = 20;

    /** One in so many reads. */
    static final int SHARE = 20;

    static final Duration FLOOR = Duration.ofMillis(50);

    private static final int SAMPLES = 128;
    private static final int PERCENT = 95;

    private final StoreRuntime runtime;
    private final RetryBudget budget;
    private final BooleanSupplier allowed;
    private final ExecutorService threads;
    private final long[] samples = new long[SAMPLES];
    private long reads;
    private long measured;
    private long copies;

    /** @param allowed whether the store is well enough to be asked twice */
    Hedging(StoreRuntime runtime, RetryBudget budget, BooleanSupplier allowed) {
        this.runtime = runtime;
        this.budget = budget;
        this.allowed = allowed;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "siltstone-hedge");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What gives up a result that nobody wants. */
    @FunctionalInterface
    interface Discard<T> {
        void discard(T late);
    }

    /**
     * What a read gives, asked once or twice.
     *
     * @throws IllegalStateException if this is closed
     */
    <T> T first(Task<T, StorageException> read, Discard<T> discard, ErrorContext context) throws StorageException {
        Race<T> race = new Race<>(read, discard, runtime.nanoTime(), this::took);
        Optional<Duration> delay = begun();
        race.enter();
        try {
            threads.execute(race::run);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the store is closed", e);
        }
        if (delay.isPresent()) {
            hedge(race, delay.get());
        }
        return race.await(context);
    }

    /** Without a thread for it there is one read and no second. */
    private void hedge(Race<?> race, Duration delay) {
        try {
            threads.execute(() -> second(race, delay));
        } catch (RejectedExecutionException closed) {
            return;
        }
    }

    private void second(Race<?> race, Duration delay) {
        try {
            runtime.sleeper().sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (allowed.getAsBoolean() && race.enterIfOpen(this::takeShare)) {
            race.run();
        }
    }

    /** Counts a read; how long to wait for it before it is asked for again, where that is known. */
    private synchronized Optional<Duration> begun() {
        reads++;
        if (measured < MIN_SAMPLES) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(samples, (int) Math.min(measured, SAMPLES));
        Arrays.sort(sorted);
        long nanos = sorted[(sorted.length * PERCENT - 1) / 100];
        return Optional.of(Duration.ofNanos(Math.max(FLOOR.toNanos(), nanos)));
    }

    private synchronized void took(long nanos) {
        samples[(int) (measured % SAMPLES)] = nanos;
        measured++;
    }

    private synchronized boolean takeShare() {
        if ((copies + 1) * SHARE > reads || !budget.take()) {
            return false;
        }
        copies++;
        return true;
    }

    /** How many reads were asked for twice. */
    synchronized long copies() {
        return copies;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
