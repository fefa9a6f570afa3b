package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** A key or prefix breaks the rules of the contract. Nothing was touched; repeating cannot help, and the backend is not to blame. */
public final class InvalidKeyException extends StorageException {

    private static final long serialVersionUID = 1L;

    public InvalidKeyException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public InvalidKeyException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
