package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** A setting is wrong, or the store that it names is not there. The message names the setting and what is allowed, never a secret. */
public final class ConfigurationException extends StorageException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public ConfigurationException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
