package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** Another writer was at work on the same object at the same moment. Nothing was changed; repeating may help. */
public final class ConflictException extends StorageException {

    private static final long serialVersionUID = 1L;

    public ConflictException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public ConflictException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
