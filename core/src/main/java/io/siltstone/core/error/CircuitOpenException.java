package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The breaker rejects calls for now because the store kept failing. The store was not asked. */
public final class CircuitOpenException extends StorageException {

    private static final long serialVersionUID = 1L;

    public CircuitOpenException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public CircuitOpenException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
