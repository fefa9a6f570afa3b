package io.siltstone.core.error;

import org.jspecify.annotations.Nullable;

/** The store said that the object is absent. A store, bucket, container or root that is missing is a {@link ConfigurationException} instead. */
public final class NotFoundException extends StorageException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(ErrorContext context, String reason) {
        this(context, reason, null);
    }

    public NotFoundException(ErrorContext context, String reason, @Nullable Throwable cause) {
        super(context, reason, cause);
    }
}
