package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The change is visible, but forcing the directory to disk failed: a power cut may take it back. Neither a success nor a
 * failure to be repeated blindly; the object is complete for every reader.
 */
public final class DurabilityUnknownException extends StorageException {

    private static final long serialVersionUID = 1L;

    public DurabilityUnknownException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
