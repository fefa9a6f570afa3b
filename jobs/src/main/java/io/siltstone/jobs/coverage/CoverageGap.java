package io.siltstone.jobs.coverage;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of expected time without a file.
 *
 * @param from where it begins
 * @param to where the next file's time begins, or what is expected ends
 * @param count how many hours, or days where days are counted
 */
public record CoverageGap(Instant from, Instant to, long count) {

    public CoverageGap {
        if (!from.isBefore(to) || count < 1) {
            throw new IllegalArgumentException("no gap: " + from + " to " + to + ", " + count);
        }
    }

    /** Its length in hours. */
    public long hours() {
        return Duration.between(from, to).toHours();
    }
}
