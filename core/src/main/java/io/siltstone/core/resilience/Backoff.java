package io.siltstone.core.resilience;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a retry: anything up to a bound that doubles, so that those who failed together do not come back
 * together. Times are nanoseconds.
 */
final class Backoff {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long THROTTLE_MAX = 20 * SECOND;
    private static final long RETRY_AFTER_MAX = 60 * SECOND;
    private static final int MAX_DOUBLINGS = 30;

    private final long base;
    private final long max;
    private final long throttleBase;
    private final RandomGenerator random;

    Backoff(Duration retryDelay, Duration retryMaxDelay, RandomGenerator random) {
        this.base = retryDelay.toNanos();
        this.max = retryMaxDelay.toNanos();
        this.throttleBase = Math.max(SECOND, 10 * base);
        this.random = random;
    }

    /** Before the n-th retry, from 1, after a failure: evenly from nothing to the bound. */
    long afterFailure(int retry) {
        return random.nextLong(doubled(base, retry, max) + 1);
    }

    /** Before the n-th retry, from 1, when asked to slow down: at least half the bound, and as long as was asked. */
    long afterThrottle(int retry, Optional<Duration> retryAfter) {
        long bound = doubled(throttleBase, retry, THROTTLE_MAX);
        long asked = retryAfter.map(Backoff::clipped).orElse(0L);
        return Math.max(asked, bound / 2 + random.nextLong(bound / 2 + 1));
    }

    private static long clipped(Duration retryAfter) {
        return retryAfter.compareTo(Duration.ofNanos(RETRY_AFTER_MAX)) > 0 ? RETRY_AFTER_MAX : retryAfter.toNanos();
    }

    /** Never above the bound, and without overflow on the way. */
    private static long doubled(long first, int retry, long bound) {
        int doublings = Math.min(retry - 1, MAX_DOUBLINGS);
        return first > bound >> doublings ? bound : first << doublings;
    }
}
