package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The object's version, or the length of a staged transfer, is not the one that the caller named. Nothing was changed. */
public final class PreconditionFailedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public PreconditionFailedException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public PreconditionFailedException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
