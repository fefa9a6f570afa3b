package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The device or quota is full. Nothing was published; deleting still works. */
public final class NoSpaceException extends StorageException {

    private static final long serialVersionUID = 1L;

    public NoSpaceException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public NoSpaceException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
