package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** An offset or range is negative, or begins at or past the end of the object. Offset 0 is always legal. */
public final class InvalidRangeException extends StorageException {

    private static final long serialVersionUID = 1L;

    public InvalidRangeException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public InvalidRangeException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
