package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** Bytes are not what was declared: a length or checksum differs. Nothing was published under a wrong content. */
public final class IntegrityException extends StorageException {

    private static final long serialVersionUID = 1L;

    public IntegrityException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public IntegrityException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
