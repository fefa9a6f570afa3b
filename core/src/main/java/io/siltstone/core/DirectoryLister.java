package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/** Lists one level of the key space. */
public interface DirectoryLister {

    /**
     * The immediate children of a prefix in UTF-8 order of their names, a directory taken as its name with a slash after
     * it; nothing where the prefix holds nothing.
     */
    Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException;

    /**
     * The names of the immediate child directories of a prefix, in the same order; at the root without those that begin
     * with {@code .} or {@code _}, which are reserved.
     */
    Listing<String> listDirectories(KeyPrefix prefix) throws StorageException;
}
