package io.siltstone.core;

import io.siltstone.core.error.StorageException;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one key of a batch.
 *
 * @param key as the caller gave it
 * @param error why the object may still be there; empty when it is gone
 */
public record DeleteResult(String key, Optional<StorageException> error) {

    public DeleteResult {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(error, "error");
    }

    public static DeleteResult deleted(String key) {
        return new DeleteResult(key, Optional.empty());
    }

    public static DeleteResult failed(String key, StorageException error) {
        return new DeleteResult(key, Optional.of(error));
    }

    public boolean isDeleted() {
        return error.isEmpty();
    }
}
