package io.siltstone.core.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when a store gives bytes so slowly that it is better asked anew. Only the time in which the store was waited for
 * counts, not what its reader does between two pieces. For one thread.
 */
final class SpeedFloor {

    static final long BYTES_PER_SECOND = 16 << 10;

    /** So long it may be slower. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private long began;
    private long waited;
    private long bytes;

    SpeedFloor(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The store is asked for bytes. */
    void asked() {
        began = nanoTime.getAsLong();
    }

    /** It gave some; whether it has been too slow for too long. */
    boolean isMissed(int more) {
        waited += nanoTime.getAsLong() - began;
        bytes += more;
        if (waited < PATIENCE.toNanos()) {
            return false;
        }
        boolean missed = bytes < waited / 1e9 * BYTES_PER_SECOND;
        forget();
        return missed;
    }

    /** Counts anew, for another answer. */
    void forget() {
        waited = 0;
        bytes = 0;
    }
}
