package io.siltstone.core;

import java.time.Duration;

/**
 * What to sweep.
 *
 * @param olderThan only what was not touched for at least this long, unless its owner is proven dead
 * @param dryRun tell, but remove nothing
 */
public record SweepRequest(Duration olderThan, boolean dryRun) {

    /** A day: longer than any pause of a healthy transfer. */
    public static final SweepRequest DEFAULT = new SweepRequest(Duration.ofDays(1), false);

    public SweepRequest {
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException("olderThan is negative: " + olderThan);
        }
    }

    /** The same, only told. */
    public SweepRequest asDryRun() {
        return new SweepRequest(olderThan, true);
    }
}
