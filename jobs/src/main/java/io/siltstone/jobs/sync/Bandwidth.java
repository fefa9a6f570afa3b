package io.siltstone.jobs.sync;

import io.siltstone.core.Sleeper;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A rate that many threads share: each byte is worth a moment, and who takes bytes waits until their moments have come. A
 * pause is made up for a tenth of a second at most.
 */
final class Bandwidth {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final long BURST_NANOS = Duration.ofMillis(100).toNanos();

    private final OptionalLong bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private long free;

    Bandwidth(OptionalLong bytesPerSecond, LongSupplier nanoTime, Sleeper sleeper) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.free = nanoTime.getAsLong();
    }

    /** How many bytes may be asked for at a time, so that no wait is long. */
    int chunk(int wanted) {
        long tenth = Math.max(1, bytesPerSecond.orElse(Long.MAX_VALUE) / 10);
        return (int) Math.min(wanted, tenth);
    }

    /** Waits until so many bytes more are within the rate. */
    void take(long bytes) throws InterruptedException {
        if (bytesPerSecond.isPresent()) {
            sleeper.sleep(Duration.ofNanos(reserve(bytes)));
        }
    }

    private synchronized long reserve(long bytes) {
        long now = nanoTime.getAsLong();
        if (now - free > BURST_NANOS) {
            free = now - BURST_NANOS;
        }
        free += (long) ((double) bytes * NANOS / bytesPerSecond.getAsLong());
        return Math.max(0, free - now);
    }
}
