package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store failed in a way that has no type of its own, for example an input/output error of the device. */
public final class BackendFailureException extends StorageException {

    private static final long serialVersionUID = 1L;

    public BackendFailureException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public BackendFailureException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
