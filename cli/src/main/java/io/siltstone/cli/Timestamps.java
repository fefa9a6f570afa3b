package io.siltstone.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants for people: RFC 3339, UTC. */
final class Timestamps {

    /** How long {@link #seconds} is for the years 0 to 9999. */
    static final int SECONDS_LENGTH = "2025-11-25T16:00:00Z".length();

    private Timestamps() {}

    /** To the second. */
    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
