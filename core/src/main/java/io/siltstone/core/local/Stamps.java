package io.siltstone.core.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Times for publications. Each is later than the one before, also on a clock that stands or is set back: the time is part
 * of the version, and the inode that is the other part is given to a new file again at once.
 */
final class Stamps {

    private final InstantSource clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    /** The time now, to the nanosecond; a nanosecond after the last one where the clock is not past it. */
    Instant next() {
        Instant now = clock.instant();
        return last.updateAndGet(before -> now.isAfter(before) ? now : before.plusNanos(1));
    }
}
