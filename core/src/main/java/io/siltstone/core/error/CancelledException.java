package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The caller gave up before the end, by interrupting the thread. Nothing was published. */
public final class CancelledException extends StorageException {

    private static final long serialVersionUID = 1L;

    public CancelledException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public CancelledException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
