package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/**
 * Lists published objects in the order of {@link ObjectKey}, the same set on every store: neither staging nor directory
 * markers, and nothing whose key is not valid. Everything listed can be read, examined and deleted with its key as
 * listed. An object that is written or deleted meanwhile may be in the listing or not; every other one is in it once.
 */
public interface ObjectLister {

    /** The keys alone, where that is cheaper. */
    Listing<ObjectKey> list(ListRequest request) throws StorageException;

    /** Keys with size, time and version. */
    Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException;
}
