package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. Nothing was done, and nothing weaker was done in its place. */
public final class UnsupportedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public UnsupportedException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public UnsupportedException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
