package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store knows who asks and refuses, or the file system does. */
public final class AccessDeniedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public AccessDeniedException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public AccessDeniedException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
