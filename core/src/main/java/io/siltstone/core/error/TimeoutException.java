package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store did not answer in time. Whether a write took effect is said by {@link OutcomeUnknownException} alone; after this error it did not. */
public final class TimeoutException extends StorageException {

    private static final long serialVersionUID = 1L;

    public TimeoutException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public TimeoutException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
