package io.siltstone.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The breaker rejects calls for now because the store kept failing. The store was not asked. */
public final class CircuitOpenException extends StorageException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** @param cause the failure of the store that made the breaker open, when it is known */
    public CircuitOpenException(
            ErrorContext context, String reason, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(context, reason, cause);
        this.retryAfter = retryAfter.orElse(null);
    }

    /** When the breaker lets the next call through; empty while it waits for calls that are out to try the store. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
