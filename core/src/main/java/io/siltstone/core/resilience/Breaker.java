package io.siltstone.core.resilience;

import io.siltstone.core.CircuitEvent;
import io.siltstone.core.CircuitState;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts that failed, leaves the store alone when too many did, and tries it with a few calls later. Safe for
 * concurrent use; without a thread of its own: whoever calls moves it on.
 *
 * <p>It opens on failures in a row that concern two keys at least, so that one object that cannot be served does not take
 * all others with it. Each state has an epoch, and a result counts only in the epoch of its permit: a slow call from
 * before can neither close nor open it. Events go out after the lock is let go.
 */
final class Breaker {

    private static final String NAME = "storage";

    private final String store;
    private final ResilientConfig config;
    private final StoreRuntime runtime;
    private final OpenTime openTime;
    private final LongAdder rejected = new LongAdder();
    private final LongAdder probed = new LongAdder();

    /** The permit of a closed breaker, for the path that takes no lock; null in the other states. */
    private volatile @Nullable Permit shared;

    /** Failures in a row while closed. Written under the lock. */
    private volatile int failures;

    private CircuitState state = CircuitState.CLOSED;
    private long epoch;
    private @Nullable String failedKey;
    private boolean severalKeys;
    private long openUntil;
    private int reopenings;
    private int admitted;
    private int successes;
    private final Set<Permit> out = new HashSet<>();
    private @Nullable StorageException lastFailure;
    private @Nullable Instant lastFailureTime;

    Breaker(String store, ResilientConfig config, StoreRuntime runtime) {
        this.store = store;
        this.config = config;
        this.runtime = runtime;
        this.openTime = new OpenTime(config.timeout(), runtime.random());
        this.shared = Permit.shared(epoch);
    }

    /**
     * Leave to make an attempt, to be given back by one of {@link #succeeded}, {@link #failed} and {@link #released}.
     *
     * @throws CircuitOpenException if there is none
     */
    Permit acquire(Operation operation, String key) throws CircuitOpenException {
        Permit closed = shared;
        if (closed != null) {
            return closed;
        }
        Admission admission = admit(operation, key);
        admission.tell();
        if (admission.permit == null) {
            rejected.increment();
            throw rejection(operation, key, admission.wait);
        }
        return admission.permit;
    }

    private synchronized Admission admit(Operation operation, String key) {
        long now = runtime.nanoTime().getAsLong();
        Permit closed = shared;
        if (closed != null) {
            return new Admission(closed, Optional.empty(), Optional.empty());
        }
        Optional<CircuitEvent> event = Optional.empty();
        if (state == CircuitState.OPEN) {
            if (openUntil - now > 0) {
                return new Admission(null, Optional.of(Duration.ofNanos(openUntil - now)), event);
            }
            event = Optional.of(move(CircuitState.HALF_OPEN, Optional.empty()));
        } else if (out.stream().anyMatch(permit -> permit.isExpired(now))) {
            event = Optional.of(reopen(now, lapsed(operation, key)));
            return new Admission(null, Optional.of(Duration.ofNanos(openUntil - now)), event);
        }
        if (admitted == config.halfOpenMaxRequests()) {
            return new Admission(null, Optional.empty(), event);
        }
        admitted++;
        probed.increment();
        Permit probe = Permit.probe(epoch, now + config.attemptTimeout().toNanos());
        out.add(probe);
        return new Admission(probe, Optional.empty(), event);
    }

    /** The store did what was asked, or answered that it would not. */
    void succeeded(Permit permit) {
        if (permit.isProbe()) {
            probeSucceeded(permit).ifPresent(runtime.listener()::onCircuit);
        } else if (failures > 0) {
            clear(permit);
        }
    }

    private synchronized void clear(Permit permit) {
        if (permit.epoch() == epoch) {
            forgetFailures();
        }
    }

    private synchronized Optional<CircuitEvent> probeSucceeded(Permit permit) {
        if (permit.epoch() != epoch || !out.remove(permit)) {
            return Optional.empty();
        }
        long now = runtime.nanoTime().getAsLong();
        if (permit.isExpired(now)) {
            return Optional.of(reopen(now, lapsed(Operation.STAT, "")));
        }
        successes++;
        if (successes < config.halfOpenMaxRequests()) {
            return Optional.empty();
        }
        reopenings = 0;
        return Optional.of(move(CircuitState.CLOSED, Optional.empty()));
    }

    /** The store did not serve the attempt. */
    void failed(Permit permit, String key, StorageException cause) {
        count(permit, key, cause).ifPresent(runtime.listener()::onCircuit);
    }

    private synchronized Optional<CircuitEvent> count(Permit permit, String key, StorageException cause) {
        if (permit.epoch() != epoch) {
            return Optional.empty();
        }
        long now = runtime.nanoTime().getAsLong();
        if (state == CircuitState.HALF_OPEN) {
            return Optional.of(reopen(now, cause));
        }
        severalKeys = severalKeys || (failedKey != null && !failedKey.equals(key));
        failedKey = key;
        failures = failures + 1;
        note(cause);
        return failures >= config.maxFailures() && severalKeys ? Optional.of(open(now, cause)) : Optional.empty();
    }

    /** The attempt told nothing about the store: in half-open another call may have its place. */
    void released(Permit permit) {
        if (permit.isProbe()) {
            giveBack(permit);
        }
    }

    private synchronized void giveBack(Permit permit) {
        if (permit.epoch() == epoch && out.remove(permit)) {
            admitted--;
        }
    }

    /** The attempt of a probe is moving bytes. */
    void renew(Permit permit) {
        if (permit.isProbe()) {
            permit.renew(
                    runtime.nanoTime().getAsLong() + config.attemptTimeout().toNanos());
        }
    }

    synchronized boolean isClosed() {
        return state == CircuitState.CLOSED;
    }

    /** Whether a call would be rejected now. */
    synchronized boolean isOpen() {
        return switch (state) {
            case CLOSED -> false;
            case OPEN -> openUntil - runtime.nanoTime().getAsLong() > 0;
            case HALF_OPEN -> admitted == config.halfOpenMaxRequests();
        };
    }

    /** Closes it, whatever it was. What is out counts no more. */
    void reset() {
        closed().ifPresent(runtime.listener()::onCircuit);
    }

    private synchronized Optional<CircuitEvent> closed() {
        reopenings = 0;
        boolean wasClosed = state == CircuitState.CLOSED;
        CircuitEvent event = move(CircuitState.CLOSED, Optional.empty());
        return wasClosed ? Optional.empty() : Optional.of(event);
    }

    /** What is known now; the budget's part is the caller's. */
    synchronized CircuitBreakerStats stats(long retries, int budgetTokens) {
        return new CircuitBreakerStats(
                NAME,
                state,
                failures,
                successes,
                config.maxFailures(),
                config.timeout(),
                Optional.ofNullable(lastFailureTime),
                rejected.sum(),
                probed.sum(),
                retries,
                budgetTokens);
    }

    private CircuitEvent open(long now, StorageException cause) {
        openUntil = now + openTime.nanos(reopenings);
        return move(CircuitState.OPEN, Optional.of(cause));
    }

    private CircuitEvent reopen(long now, StorageException cause) {
        reopenings++;
        note(cause);
        return open(now, cause);
    }

    private CircuitEvent move(CircuitState to, Optional<StorageException> cause) {
        CircuitState from = state;
        state = to;
        epoch++;
        admitted = 0;
        successes = 0;
        out.clear();
        if (to == CircuitState.CLOSED) {
            forgetFailures();
        }
        shared = to == CircuitState.CLOSED ? Permit.shared(epoch) : null;
        return new CircuitEvent(store, from, to, epoch, cause);
    }

    private void forgetFailures() {
        failures = 0;
        failedKey = null;
        severalKeys = false;
    }

    private void note(StorageException cause) {
        lastFailure = cause;
        lastFailureTime = runtime.clock().instant();
    }

    private TimeoutException lapsed(Operation operation, String key) {
        return new TimeoutException(
                ErrorContext.of(operation, store, key),
                "a call that tried the store has not come back within " + config.attemptTimeout());
    }

    private CircuitOpenException rejection(Operation operation, String key, Optional<Duration> wait) {
        String until = wait.map(time -> "for another " + time.toMillis() + " ms")
                .orElse("until the calls that are trying it have come back");
        return new CircuitOpenException(
                ErrorContext.of(operation, store, key),
                "the store kept failing and is left alone " + until,
                wait,
                lastFailure());
    }

    private synchronized @Nullable StorageException lastFailure() {
        return lastFailure;
    }

    /** What became of asking for a permit: it, or how long to wait where that is known; and what changed by asking. */
    private final class Admission {
        private final @Nullable Permit permit;
        private final Optional<Duration> wait;
        private final Optional<CircuitEvent> event;

        private Admission(@Nullable Permit permit, Optional<Duration> wait, Optional<CircuitEvent> event) {
            this.permit = permit;
            this.wait = wait;
            this.event = event;
        }

        private void tell() {
            event.ifPresent(runtime.listener()::onCircuit);
        }
    }
}
