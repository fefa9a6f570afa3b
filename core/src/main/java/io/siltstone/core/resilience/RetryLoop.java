package io.siltstone.core.resilience;

import io.siltstone.core.RetryEvent;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.Tries;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Tries again what may be tried again: deadline, then budget, then breaker, then the attempt. The breaker counts attempts,
 * and when it is open it ends the operation at once. Safe for concurrent use.
 */
final class RetryLoop {

    /** With less time than this left an attempt is not worth its request. */
    private static final long MIN_ATTEMPT_NANOS = Duration.ofMillis(50).toNanos();

    private final String store;
    private final int maxRetries;
    private final long deadlineNanos;
    private final StoreRuntime runtime;
    private final Classification classification;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final Breaker breaker;
    private final LongAdder retried = new LongAdder();

    RetryLoop(String store, ResilientConfig config, Classification classification, StoreRuntime runtime) {
        this.store = store;
        this.maxRetries = config.maxRetries();
        this.deadlineNanos = config.deadline().toNanos();
        this.runtime = runtime;
        this.classification = classification;
        this.backoff = new Backoff(config.retryDelay(), config.retryMaxDelay(), runtime.random());
        this.budget = new RetryBudget(config.retryBudget());
        this.breaker = new Breaker(store, config, runtime);
    }

    Breaker breaker() {
        return breaker;
    }

    LongSupplier nanoTime() {
        return runtime.nanoTime();
    }

    RetryBudget budget() {
        return budget;
    }

    CircuitBreakerStats stats() {
        return breaker.stats(retried.sum(), budget.tokens());
    }

    ErrorContext context(Operation operation, String key) {
        return ErrorContext.of(operation, store, key);
    }

    /** An operation that begins now. */
    Effort begin(Operation operation, String key) {
        return new Effort(operation, key, runtime.nanoTime().getAsLong() + deadlineNanos);
    }

    /** The same operation with its retries and deadline counted anew, for one that has made way since. */
    Effort again(Effort effort) {
        Effort next = begin(effort.operation(), effort.key());
        next.begun(effort.permit());
        return next;
    }

    /** The operation's attempt is moving bytes. */
    void moved(Effort effort) {
        breaker.renew(effort.permit());
    }

    /** Whether another attempt may help against the error. */
    boolean mayPass(StorageException error) {
        return classification.of(error).retries(error.context().operation()) > 0;
    }

    /** An operation whose attempts all may be repeated. */
    <T> T run(Operation operation, String key, Task<T, StorageException> task) throws StorageException {
        return run(begin(operation, key), task);
    }

    /** Makes attempts until one succeeds or no further one may be made; of an effort that has failed already, the next. */
    <T, E extends IOException> T run(Effort effort, Task<T, E> task) throws E, StorageException {
        while (true) {
            Permit permit = admit(effort);
            T result;
            try {
                result = task.attempt();
            } catch (IOException e) {
                if (!(e instanceof StorageException error) || task.isCallers(error)) {
                    breaker.released(permit);
                    throw e;
                }
                Optional<T> settled = failed(effort, task, error);
                if (settled.isPresent()) {
                    return settled.get();
                }
                continue;
            } catch (RuntimeException | Error e) {
                breaker.released(permit);
                throw e;
            }
            breaker.succeeded(permit);
            budget.succeeded(effort.retries() > 0);
            return result;
        }
    }

    /** The result, where the attempt turns out to have had its effect; empty where another one follows now. */
    private <T, E extends IOException> Optional<T> failed(Effort effort, Task<T, E> task, StorageException error)
            throws StorageException {
        Verdict verdict = record(effort, error);
        boolean refused = error instanceof AlreadyExistsException || error instanceof PreconditionFailedException;
        if (verdict == Verdict.AMBIGUOUS || (refused && effort.retries() > 0)) {
            Optional<T> settled = task.settle(effort, error);
            if (settled.isPresent()) {
                return settled;
            }
        }
        pause(effort, verdict, error, task.hindrance(error));
        return Optional.empty();
    }

    /** The operation's last attempt says nothing of the store. */
    void released(Effort effort) {
        breaker.released(effort.permit());
    }

    /** Tells the breaker of a failure under the effort's last permit. */
    Verdict record(Effort effort, StorageException error) {
        Verdict verdict = classification.of(error);
        switch (verdict.mark()) {
            case SUCCESS -> breaker.succeeded(effort.permit());
            case FAILURE -> breaker.failed(effort.permit(), effort.key(), error);
            case NONE -> breaker.released(effort.permit());
        }
        return verdict;
    }

    /**
     * Waits before the next attempt.
     *
     * @param hindrance what to throw where there must be none, whatever the error
     * @throws StorageException what the operation ends with, where there is none
     */
    void pause(Effort effort, StorageException error, Optional<StorageException> hindrance) throws StorageException {
        pause(effort, classification.of(error), error, hindrance);
    }

    private void pause(Effort effort, Verdict verdict, StorageException error, Optional<StorageException> hindrance)
            throws StorageException {
        int alike = effort.failed(verdict, error);
        int allowed = verdict.retries(effort.operation());
        if (alike > allowed) {
            throw effort.over(error, allowed == 0 ? Tries.End.HOPELESS : Tries.End.RETRIES_USED);
        }
        if (effort.retries() >= maxRetries) {
            throw effort.over(error, Tries.End.RETRIES_USED);
        }
        if (hindrance.isPresent()) {
            throw effort.over(hindrance.get(), Tries.End.HOPELESS);
        }
        int retry = effort.retries() + 1;
        long delay = error instanceof ThrottledException throttled
                ? backoff.afterThrottle(retry, throttled.retryAfter())
                : backoff.afterFailure(retry);
        long left = effort.deadline() - runtime.nanoTime().getAsLong();
        if (delay + MIN_ATTEMPT_NANOS > left) {
            throw effort.over(error, Tries.End.DEADLINE);
        }
        if (!budget.take()) {
            throw effort.over(error, Tries.End.BUDGET_EXHAUSTED);
        }
        effort.retry();
        retried.increment();
        sleep(effort, Duration.ofNanos(delay), error);
    }

    private void sleep(Effort effort, Duration delay, StorageException error) throws StorageException {
        runtime.listener()
                .onRetry(new RetryEvent(effort.operation(), store, effort.key(), effort.retries(), delay, error));
        try {
            runtime.sleeper().sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            StorageException cancelled = new CancelledException(
                    effort.context(store), "the thread was interrupted while it waited to try again", error);
            throw effort.over(cancelled, Tries.End.HOPELESS);
        }
    }

    private Permit admit(Effort effort) throws StorageException {
        try {
            Permit permit = breaker.acquire(effort.operation(), effort.key());
            effort.begun(permit);
            return permit;
        } catch (CircuitOpenException e) {
            throw effort.retries() == 0 ? e : effort.over(e, Tries.End.CIRCUIT_OPEN);
        }
    }
}
