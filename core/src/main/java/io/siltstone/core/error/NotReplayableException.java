package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** A source that can be read once was asked for its bytes a second time. */
public final class NotReplayableException extends StorageException {

    private static final long serialVersionUID = 1L;

    public NotReplayableException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public NotReplayableException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
