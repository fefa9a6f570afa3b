package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** Another owner, in this process or another, holds the same transfer. */
public final class TransferBusyException extends StorageException {

    private static final long serialVersionUID = 1L;

    public TransferBusyException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public TransferBusyException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
