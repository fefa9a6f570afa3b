package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store holds no staged bytes between calls: begin at byte 0 with a plain write. */
public final class ResumeNotSupportedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public ResumeNotSupportedException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public ResumeNotSupportedException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
