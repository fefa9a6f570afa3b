package io.siltstone.core.resilience;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs of one read, of which the first that succeeds is taken; they fail together when the last has failed. */
final class Race<T> {

    private final Task<T, StorageException> read;
    private final Hedging.Discard<T> discard;
    private final LongSupplier nanoTime;
    private final LongConsumer took;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;
    private boolean over;
    private Optional<T> result = Optional.empty();
    private @Nullable Throwable failure;

    /** @param took told how long the winner took, in nanoseconds */
    Race(Task<T, StorageException> read, Hedging.Discard<T> discard, LongSupplier nanoTime, LongConsumer took) {
        this.read = read;
        this.discard = discard;
        this.nanoTime = nanoTime;
        this.took = took;
    }

    /** To be called before {@link #run}. */
    void enter() {
        lock.lock();
        try {
            running++;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #enter}, unless the race is over or the condition does not hold then. */
    boolean enterIfOpen(BooleanSupplier condition) {
        lock.lock();
        try {
            if (over || !condition.getAsBoolean()) {
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void run() {
        long start = nanoTime.getAsLong();
        T came;
        try {
            came = read.attempt();
        } catch (StorageException | RuntimeException | Error e) {
            failed(e);
            return;
        }
        if (!won(came, nanoTime.getAsLong() - start)) {
            discard.discard(came);
        }
    }

    private boolean won(T came, long nanos) {
        lock.lock();
        try {
            running--;
            if (over) {
                return false;
            }
            over = true;
            result = Optional.of(came);
            took.accept(nanos);
            ended.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable e) {
        lock.lock();
        try {
            running--;
            if (!over) {
                failure = e;
                over = running == 0;
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end; who is interrupted waits no longer, and what comes later is discarded. */
    T await(ErrorContext context) throws StorageException {
        lock.lock();
        try {
            while (!over) {
                ended.await();
            }
        } catch (InterruptedException e) {
            over = true;
            result.ifPresent(discard::discard);
            Thread.currentThread().interrupt();
            throw new CancelledException(context, "the thread was interrupted", e);
        } finally {
            lock.unlock();
        }
        if (result.isPresent()) {
            return result.get();
        }
        if (failure instanceof StorageException error) {
            throw error;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        throw new IllegalStateException("a race ends with a result or a failure", failure);
    }
}
