package io.siltstone.core;

import io.siltstone.core.error.StorageException;
import java.util.List;

/** Deletes many objects with few requests. */
public interface BatchDeleter {

    /**
     * Deletes each key, splitting by the store's own limit. One result per key, in the order given, whatever happened to
     * the others; an absent object counts as deleted. Not atomic; may be repeated.
     *
     * @throws StorageException only when the store could not be asked at all
     */
    List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException;
}
