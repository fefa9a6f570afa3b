package io.siltstone.core.resilience;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigDefault;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of a {@link ResilientBackend}. Durations are longer than nothing and at most a day.
 *
 * @param inner the store below
 * @param maxFailures how many attempts in a row must fail, on two keys at least, before the breaker opens
 * @param timeout how long an open breaker rejects calls, at first; it grows up to tenfold while the store stays down
 * @param halfOpenMaxRequests how many calls try the store then; when all succeed, the breaker closes
 * @param maxRetries how many further attempts an operation is given
 * @param retryDelay the longest pause before the first of them; doubled for each further one
 * @param retryMaxDelay the longest pause of all
 * @param deadline how long after it began an operation may begin another attempt; a stream that goes on, and a listing,
 *     begin anew with what arrives
 * @param attemptTimeout how long a call that tries the store may go without moving a byte before it counts as failed; one
 *     attempt itself is ended by the time-outs of the store's own client
 * @param retryBudget how many tokens there are for retries, of which each takes 5 and successes bring back some; 0 forbids
 *     retries
 * @param hedgedReads whether a read or a look at an object is asked for a second time where the first takes longer than
 *     nearly all others did; never of a local disk
 */
public record ResilientConfig(
        BackendConfig inner,
        @ConfigDefault("5") int maxFailures,
        @ConfigDefault("PT30S") Duration timeout,
        @ConfigDefault("3") int halfOpenMaxRequests,
        @ConfigDefault("3") int maxRetries,
        @ConfigDefault("PT0.1S") Duration retryDelay,
        @ConfigDefault("PT5S") Duration retryMaxDelay,
        @ConfigDefault("PT2M") Duration deadline,
        @ConfigDefault("PT30S") Duration attemptTimeout,
        @ConfigDefault("500") int retryBudget,
        @ConfigDefault("false") boolean hedgedReads)
        implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "resilient";

    private static final Duration LONGEST = Duration.ofDays(1);

    public ResilientConfig {
        Objects.requireNonNull(inner, "inner");
        requireAtLeast("maxFailures", maxFailures, 1);
        requireAtLeast("halfOpenMaxRequests", halfOpenMaxRequests, 1);
        requireAtLeast("maxRetries", maxRetries, 0);
        requireAtLeast("retryBudget", retryBudget, 0);
        requireDuration("timeout", timeout);
        requireDuration("retryDelay", retryDelay);
        requireDuration("retryMaxDelay", retryMaxDelay);
        requireDuration("deadline", deadline);
        requireDuration("attemptTimeout", attemptTimeout);
        if (retryMaxDelay.compareTo(retryDelay) < 0) {
            throw new IllegalArgumentException(
                    "retryMaxDelay is " + retryMaxDelay + " and below the retryDelay of " + retryDelay);
        }
    }

    /** The defaults over a store. */
    public static ResilientConfig of(BackendConfig inner) {
        return new ResilientConfig(
                inner,
                5,
                Duration.ofSeconds(30),
                3,
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                500,
                false);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The same settings over another store. */
    public ResilientConfig over(BackendConfig other) {
        return new ResilientConfig(
                other,
                maxFailures,
                timeout,
                halfOpenMaxRequests,
                maxRetries,
                retryDelay,
                retryMaxDelay,
                deadline,
                attemptTimeout,
                retryBudget,
                hedgedReads);
    }

    /** The same with another breaker. */
    public ResilientConfig withBreaker(int failures, Duration open, int probes) {
        return new ResilientConfig(
                inner,
                failures,
                open,
                probes,
                maxRetries,
                retryDelay,
                retryMaxDelay,
                deadline,
                attemptTimeout,
                retryBudget,
                hedgedReads);
    }

    /** The same with other retries. */
    public ResilientConfig withRetries(int retries, Duration delay, Duration maxDelay) {
        return new ResilientConfig(
                inner,
                maxFailures,
                timeout,
                halfOpenMaxRequests,
                retries,
                delay,
                maxDelay,
                deadline,
                attemptTimeout,
                retryBudget,
                hedgedReads);
    }

    /** The same with other limits of time. */
    public ResilientConfig withTimes(Duration operation, Duration attempt) {
        return new ResilientConfig(
                inner,
                maxFailures,
                timeout,
                halfOpenMaxRequests,
                maxRetries,
                retryDelay,
                retryMaxDelay,
                operation,
                attempt,
                retryBudget,
                hedgedReads);
    }

    /** The same with another budget. */
    public ResilientConfig withRetryBudget(int tokens) {
        return new ResilientConfig(
                inner,
                maxFailures,
                timeout,
                halfOpenMaxRequests,
                maxRetries,
                retryDelay,
                retryMaxDelay,
                deadline,
                attemptTimeout,
                tokens,
                hedgedReads);
    }

    /** The same with or without second copies of slow reads. */
    public ResilientConfig withHedgedReads(boolean hedged) {
        return new ResilientConfig(
                inner,
                maxFailures,
                timeout,
                halfOpenMaxRequests,
                maxRetries,
                retryDelay,
                retryMaxDelay,
                deadline,
                attemptTimeout,
                retryBudget,
                hedged);
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + " and must be at least " + least);
        }
    }

    private static void requireDuration(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + " and must be above zero and at most a day");
        }
    }
}
