package io.siltstone.core.memory;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigDefault;
import java.util.regex.Pattern;

/**
 * Settings of a {@link MemoryBackend}.
 *
 * @param name tells stores apart in errors and events; two stores of one name share nothing
 */
public record MemoryConfig(@ConfigDefault("memory") String name) implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "memory";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public MemoryConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }
}
