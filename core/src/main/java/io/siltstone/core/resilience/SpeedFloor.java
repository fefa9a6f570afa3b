package io.siltstone.core.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when a store gives bytes so slowly that it is better asked anew. Only the time in which the store was waited for
 * counts, not what its reader does between two pieces. For one thread.
 */
final class SpeedFloor {

    static final long BYTES_PER_SECOND = 16 << 10;

    /** Below that it is no slow line but a store that is stuck. */
    static final long ALIVE_BYTES_PER_SECOND = 1 << 10;

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

    /** It gave some: how fast it has been for so long. */
    Speed gave(int more) {
        waited += nanoTime.getAsLong() - began;
        bytes += more;
        if (waited < PATIENCE.toNanos()) {
            return Speed.ENOUGH;
        }
        double perSecond = bytes / (waited / 1e9);
        forget();
        if (perSecond >= BYTES_PER_SECOND) {
            return Speed.ENOUGH;
        }
        return perSecond >= ALIVE_BYTES_PER_SECOND ? Speed.SLOW : Speed.STUCK;
    }

    /** Counts anew, for another answer. */
    void forget() {
        waited = 0;
        bytes = 0;
    }

    /** What the bytes of a window say. */
    enum Speed {
        ENOUGH,
        /** Another connection may be faster, but there is nothing wrong with the store. */
        SLOW,
        /** As good as none. */
        STUCK
    }
}
