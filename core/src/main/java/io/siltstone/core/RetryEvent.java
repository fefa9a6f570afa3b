package io.siltstone.core;

import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.time.Duration;

/**
 * An attempt that failed and is followed by another one.
 *
 * @param operation what is tried
 * @param store where, as in {@link StoreLocation#root}
 * @param key the key or prefix
 * @param retry the number of the attempt that follows, 1 for the second attempt
 * @param delay how long is waited before it
 * @param cause why the last attempt failed
 */
public record RetryEvent(
        Operation operation, String store, String key, int retry, Duration delay, StorageException cause) {}
