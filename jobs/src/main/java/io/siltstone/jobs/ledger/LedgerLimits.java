package io.siltstone.jobs.ledger;

import java.time.Duration;

/** The numbers of a ledger. */
final class LedgerLimits {

    /** Lines that are held in memory before they become a segment: about a megabyte. */
    static final int SEGMENT_LINES = 4096;

    /** Bytes whose copying is noted at the latest after they were moved, so that a crash forgets no more. */
    static final long SEGMENT_MOVED_BYTES = 256L << 20;

    /** So many segments of one level become one of the next; with ten levels a ledger has fewer than eighty. */
    static final int FAN_IN = 8;

    /** A manifest of eighty segments has some ten kilobytes. */
    static final int MAX_MANIFEST_BYTES = 1 << 20;

    /** How often an update that met another one is made again before it gives up. */
    static final int MAX_ROUNDS = 100;

    /** How long what was merged is kept for others who still read it. */
    static final Duration GRACE = Duration.ofDays(1);

    private LedgerLimits() {}
}
