package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The key cannot live beside one that exists: {@code a} and {@code a/b} on a file system, or two keys that the file system folds into one name. */
public final class KeyConflictException extends StorageException {

    private static final long serialVersionUID = 1L;

    public KeyConflictException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public KeyConflictException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
