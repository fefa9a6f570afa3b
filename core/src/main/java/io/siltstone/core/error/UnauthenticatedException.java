package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The credentials are missing, wrong or expired. */
public final class UnauthenticatedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public UnauthenticatedException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public UnauthenticatedException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
