package io.siltstone.core.layer;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.InvalidKeyException;
import java.util.Objects;

/**
 * Settings of a {@link PrefixBackend}.
 *
 * @param inner the store below
 * @param prefix where in it the keys lie: one or more segments under the rules of {@link KeyProfile#PORTABLE}, since it
 *     becomes a part of every key that is written; one trailing slash is allowed. Never empty: a prefix that is wrong
 *     must not come to mean the whole store.
 */
public record PrefixConfig(BackendConfig inner, String prefix) implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "prefix";

    public PrefixConfig {
        Objects.requireNonNull(inner, "inner");
        if (keyPrefix(prefix).isRoot()) {
            throw new IllegalArgumentException("prefix is empty");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    KeyPrefix keyPrefix() {
        return keyPrefix(prefix);
    }

    private static KeyPrefix keyPrefix(String text) {
        try {
            return KeyPrefix.of(text, KeyProfile.PORTABLE);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("prefix is not one: " + e.reason(), e);
        }
    }
}
