package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** A create-only write found an object under the key. That object is untouched. */
public final class AlreadyExistsException extends StorageException {

    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public AlreadyExistsException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
