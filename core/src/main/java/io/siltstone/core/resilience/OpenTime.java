package io.siltstone.core.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a breaker stays open: twice as long each time the store is found to be down still, up to ten times, and a fifth
 * more or less by chance, so that all clients of a store do not come back at the same moment.
 */
final class OpenTime {

    private static final int MAX_GROWTH = 10;

    private final long first;
    private final RandomGenerator random;

    OpenTime(Duration first, RandomGenerator random) {
        this.first = first.toNanos();
        this.random = random;
    }

    /** In nanoseconds, after it was opened again that many times in a row. */
    long nanos(int reopenings) {
        int growth = reopenings > 3 ? MAX_GROWTH : 1 << reopenings;
        return (long) (first * growth * (0.8 + 0.4 * random.nextDouble()));
    }
}
