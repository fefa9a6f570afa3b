package io.siltstone.cli;

import java.util.Locale;

/** When to draw progress. */
enum ProgressMode {
    AUTO,
    NEVER,
    ALWAYS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
