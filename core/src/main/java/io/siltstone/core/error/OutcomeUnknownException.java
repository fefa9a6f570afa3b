package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store may or may not have applied the change, and asking it did not settle which. */
public final class OutcomeUnknownException extends StorageException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public OutcomeUnknownException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
