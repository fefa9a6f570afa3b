package io.siltstone.core.layer;

import io.siltstone.core.config.BackendConfig;
import java.util.Objects;

/**
 * Settings of a {@link ReadOnlyBackend}.
 *
 * @param inner the store below
 */
public record ReadOnlyConfig(BackendConfig inner) implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "read-only";

    public ReadOnlyConfig {
        Objects.requireNonNull(inner, "inner");
    }

    @Override
    public String type() {
        return TYPE;
    }
}
