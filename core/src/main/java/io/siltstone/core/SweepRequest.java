package io.siltstone.core;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to sweep.
 *
 * @param olderThan only what was not touched for at least this long, unless its owner is proven dead
 * @param dryRun tell, but remove nothing
 * @param below only what was to be published below this prefix; {@link KeyPrefix#ROOT} for everything, what has no known
 *     key included
 */
public record SweepRequest(Duration olderThan, boolean dryRun, KeyPrefix below) {

    /** A day: longer than any pause of a healthy transfer. */
    public static final SweepRequest DEFAULT = new SweepRequest(Duration.ofDays(1), false);

    public SweepRequest {
        Objects.requireNonNull(below, "below");
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException("olderThan is negative: " + olderThan);
        }
    }

    /** A sweep of the whole store. */
    public SweepRequest(Duration olderThan, boolean dryRun) {
        this(olderThan, dryRun, KeyPrefix.ROOT);
    }

    /** The same, only told. */
    public SweepRequest asDryRun() {
        return new SweepRequest(olderThan, true, below);
    }

    /** The same, below another prefix. */
    public SweepRequest withBelow(KeyPrefix other) {
        return new SweepRequest(olderThan, dryRun, other);
    }

    /** Whether the sweep is about what was to be published under the key, as far as that is known. */
    public boolean covers(Optional<ObjectKey> key) {
        return below.isRoot() || key.filter(below::contains).isPresent();
    }
}
