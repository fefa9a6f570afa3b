package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store could not be reached or could not serve the call for now. */
public final class UnavailableException extends StorageException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public UnavailableException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
