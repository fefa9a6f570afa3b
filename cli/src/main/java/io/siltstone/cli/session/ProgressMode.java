package io.siltstone.cli.session;

import java.util.Locale;

/** When to draw progress. */
public enum ProgressMode {
    AUTO,
    NEVER,
    ALWAYS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
