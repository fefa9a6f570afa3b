package io.siltstone.core.resilience;

import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;

/**
 * What is to be attempted, and what is particular about trying it again.
 *
 * @param <T> what it gives
 * @param <E> what it may throw: StorageException, or IOException where a caller's source is read
 */
@FunctionalInterface
interface Task<T, E extends IOException> {

    T attempt() throws E;

    /** Whether the error came from the caller's side, not from the store. */
    default boolean isCallers(StorageException error) {
        return false;
    }

    /** What to throw where another attempt cannot be made, though the error alone would allow it. */
    default Optional<StorageException> hindrance(StorageException error) {
        return Optional.empty();
    }

    /**
     * Finds out what became of an attempt whose outcome is not known, or that met what an earlier one may have left.
     *
     * @return the result, where it had its effect; empty where that is not so, or not known
     */
    default Optional<T> settle(Effort effort, StorageException error) throws StorageException {
        return Optional.empty();
    }
}
