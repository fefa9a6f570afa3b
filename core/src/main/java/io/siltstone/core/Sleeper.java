package io.siltstone.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits: the one place where a thread of a store stands still on purpose. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits for the time given; not at all where it is zero or less.
     *
     * @throws InterruptedException if the thread is interrupted before or during the wait
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own. */
    static Sleeper system() {
        return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
