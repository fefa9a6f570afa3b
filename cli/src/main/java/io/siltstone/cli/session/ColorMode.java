package io.siltstone.cli.session;

import java.util.Locale;
import java.util.Map;

/** When to colour. */
public enum ColorMode {
    AUTO,
    NEVER,
    ALWAYS;

    /**
     * Whether to colour a stream. The option decides before the environment; {@code NO_COLOR} (no-color.org) before
     * {@code CLICOLOR_FORCE} (bixense.com/clicolors), and that before {@code TERM}.
     */
    boolean enabled(Map<String, String> environment, boolean terminal) {
        if (this != AUTO) {
            return this == ALWAYS;
        }
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return terminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
