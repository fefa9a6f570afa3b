package io.siltstone.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store asks for fewer requests. Repeating may help after {@link #retryAfter()}, or after a growing pause. */
public final class ThrottledException extends StorageException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public ThrottledException(
            ErrorContext context, String reason, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(context, reason, cause);
        this.retryAfter = retryAfter.orElse(null);
    }

    /** How long the store asks to be left alone; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
