package io.siltstone.core.error;

import java.util.Locale;

/** What was being done when an event or an error came about. The label is stable: it is in messages and events. */
public enum Operation {
    OPEN,
    READ,
    STAT,
    WRITE,
    APPEND,
    COMMIT,
    COPY,
    DELETE,
    DELETE_BATCH,
    LIST,
    LIST_DIRECTORIES,
    REMOVE_DIRECTORY,
    SWEEP,
    CLOSE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name as printed: lower case, words joined by a hyphen. */
    public String label() {
        return label;
    }
}
