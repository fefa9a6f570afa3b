package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/** Clears away directories that hold nothing. */
public interface DirectoryRemover {

    /**
     * Removes the directory of the prefix if it is empty; never an object, and never the root. Stores without
     * directories only look. May be repeated, also when the directory is absent.
     *
     * @return whether nothing lies below the prefix any more; false where something does, and all of it is kept
     */
    boolean removeDirectory(KeyPrefix prefix) throws StorageException;
}
