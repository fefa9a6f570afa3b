package io.siltstone.core;

import io.siltstone.core.error.StorageException;
import java.util.Optional;

/**
 * A circuit breaker that went from one state to another. Events of changes that follow each other closely may be told out
 * of order; {@code epoch} orders them.
 *
 * @param store which store it guards, as in {@link StoreLocation#root}
 * @param from where it was
 * @param to where it is
 * @param epoch the number of the state that began, rising by one with each change
 * @param cause the failure that opened it; empty for other changes
 */
public record CircuitEvent(
        String store, CircuitState from, CircuitState to, long epoch, Optional<StorageException> cause) {}
