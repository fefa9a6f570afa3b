package io.siltstone.core.resilience;

import io.siltstone.core.StoreRuntime;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A running clock that only waiting moves. */
final class VirtualTime {

    private final AtomicLong nanos = new AtomicLong();

    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    long now() {
        return nanos.get();
    }

    /** A runtime on this clock, drawing from a seed. */
    StoreRuntime runtime(long seed) {
        return StoreRuntime.system()
                .withNanoTime(this::now)
                .withSleeper(this::pass)
                .withRandom(new Random(seed));
    }
}
