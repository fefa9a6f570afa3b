package io.siltstone.jobs.verify;

import java.util.Locale;

/** What verifying found of a file. The label is stable: it is in reports. */
public enum FindingKind {
    /** The file has no bytes. */
    EMPTY(true),
    /** The file ends too early. */
    TRUNCATED(true),
    /** The footer cannot be read, or contradicts itself or the file. */
    CORRUPT(true),
    /** The file is encrypted, or its footer passes a limit: it cannot be queried from here. */
    UNSUPPORTED(true),
    /** The content is not what was proven of this very version: the store's bytes have changed by themselves. */
    BIT_ROT(true),
    /** The other store has another size or content under the key. */
    DIFFERENT(true),
    /** The other store has an object under the key, and this one has none. */
    MISSING(true),
    /** A row's time lies outside the window that the path claims: a query by time would miss it. */
    OUT_OF_WINDOW(true),
    /** The path claims a window, the file has rows, and no column is known to place them in time. */
    NO_TIME_COLUMN(true),
    /** The file does not tell its first and last time, so that nothing contradicts its window and nothing confirms it. */
    UNKNOWN_BOUNDS(false),
    /** The other store has no object under the key. */
    EXTRA(false),
    /** Another version than the one that was proven when it was copied here. */
    CHANGED(false),
    /** The path claims no window: queries always read the file, whatever its times. */
    NO_WINDOW(false);

    private final boolean offence;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    FindingKind(boolean offence) {
        this.offence = offence;
    }

    /** Whether it is an offence also where nobody asked to be strict. */
    public boolean isOffence() {
        return offence;
    }

    /** The name in lower case, words joined by a hyphen. */
    public String label() {
        return label;
    }
}
