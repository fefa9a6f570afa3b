package io.siltstone.core.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Times for publications. No two in a row are the same, also on a clock that stands: the time is part of the version. */
final class Stamps {

    private record Last(Instant read, Instant given) {}

    private final InstantSource clock;
    private final AtomicReference<Last> last = new AtomicReference<>(new Last(Instant.MIN, Instant.MIN));

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    /** The time now, to the nanosecond; a nanosecond after the last one where the clock has not moved since. */
    Instant next() {
        Instant now = clock.instant();
        return last.updateAndGet(before ->
                        new Last(now, now.equals(before.read()) ? before.given().plusNanos(1) : now))
                .given();
    }
}
