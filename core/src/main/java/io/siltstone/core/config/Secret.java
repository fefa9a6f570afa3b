package io.siltstone.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that nobody should see: a key, a token, a signature. Nothing prints it by accident, and it is no component of a
 * {@link BackendConfig}, so that no configuration that is written down holds one.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException if the text is empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        return new Secret(value);
    }

    /** The text itself, for the call that needs it. */
    public String reveal() {
        return value;
    }

    /** Takes as long for a near miss as for a far one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all, so that not even a hash of it leaks. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
