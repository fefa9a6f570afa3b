package io.siltstone.core;

import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.time.Duration;
import java.util.Optional;

/**
 * One operation that ended.
 *
 * @param operation what was done
 * @param store where, as in {@link StoreLocation#root}
 * @param key the key or prefix
 * @param bytes how many bytes of content it was about: written, or asked for
 * @param duration until it returned; for reads and listings until the first byte or element could be asked for
 * @param error why it failed; empty when it did not, or when the caller's own source or sink did
 */
public record StorageEvent(
        Operation operation,
        String store,
        String key,
        long bytes,
        Duration duration,
        Optional<StorageException> error) {}
