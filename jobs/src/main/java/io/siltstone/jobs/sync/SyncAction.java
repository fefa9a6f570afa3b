package io.siltstone.jobs.sync;

import java.util.Locale;

/** What a replication does with one object. The label is stable: it is in reports. */
public enum SyncAction {
    /** The target had none, and gets it. */
    COPY,
    /** The target had another content, which is replaced. */
    UPDATE,
    /** The target had the same content, which was proven by reading both; nothing is sent. */
    CONFIRM,
    /** The source has none, and the target's is deleted. */
    DELETE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
