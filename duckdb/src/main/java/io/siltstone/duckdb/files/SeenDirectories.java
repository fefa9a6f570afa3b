package io.siltstone.duckdb.files;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.DirectoryLister;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Asks a store once for each directory and remembers the answer, so that what plans one query sees one and the same. For
 * one query and one thread.
 */
public final class SeenDirectories implements DirectoryLister {

    private final DirectoryLister store;
    private final Map<KeyPrefix, List<DirectoryEntry>> seen = new HashMap<>();

    public SeenDirectories(DirectoryLister store) {
        this.store = store;
    }

    /** The entries of a directory, all of them in memory. */
    public List<DirectoryEntry> entries(KeyPrefix prefix) throws StorageException {
        List<DirectoryEntry> known = seen.get(prefix);
        if (known != null) {
            return known;
        }
        List<DirectoryEntry> entries = new ArrayList<>();
        try (Listing<DirectoryEntry> listing = store.listEntries(prefix)) {
            while (listing.hasNext()) {
                entries.add(listing.next());
            }
        }
        seen.put(prefix, entries);
        return entries;
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        Iterator<DirectoryEntry> entries = entries(prefix).iterator();
        return new Listing<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public DirectoryEntry next() {
                return entries.next();
            }

            @Override
            public void close() {
                // Nothing is held: the store's own listing is closed.
            }
        };
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return store.listDirectories(prefix);
    }
}
