package io.siltstone.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. Safe for concurrent use. */
public final class MutableClock implements InstantSource {

    private final InstantSource base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private MutableClock(InstantSource base) {
        this.base = base;
    }

    /** Stands still at the instant until it is moved. */
    public static MutableClock at(Instant instant) {
        return new MutableClock(InstantSource.fixed(instant));
    }

    /** Goes with another clock: for stores whose time stamps come from elsewhere, such as a file system. */
    public static MutableClock over(InstantSource base) {
        return new MutableClock(base);
    }

    /** Moves on by the duration, at once. */
    public void advance(Duration duration) {
        ahead.accumulateAndGet(duration, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
