package io.siltstone.jobs.sync;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import java.util.Objects;

/**
 * One object that could not be brought over, or deleted.
 *
 * @param key the object
 * @param action what was to be done
 * @param error why it was not
 */
public record SyncFailure(ObjectKey key, SyncAction action, StorageException error) {

    public SyncFailure {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(error, "error");
    }
}
