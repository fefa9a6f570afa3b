package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The object was replaced or removed between the requests of one read. No mixed content was delivered as whole. */
public final class ChangedDuringReadException extends StorageException {

    private static final long serialVersionUID = 1L;

    public ChangedDuringReadException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public ChangedDuringReadException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
