package io.siltstone.duckdb.files;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first and the last Parquet file of a table in the order of its directories, which for the layout of time is the
 * oldest and the newest. Found from the top with one listing for each level, not by listing the table.
 */
public final class TableEnds {

    private static final String PARQUET = ".parquet";

    private final SeenDirectories directories;

    public TableEnds(SeenDirectories directories) {
        this.directories = directories;
    }

    /** The first and the last file, one where they are the same, none where the table has none. */
    public List<ObjectInfo> of(KeyPrefix table) throws StorageException {
        Optional<ObjectInfo> first = end(table, false);
        if (first.isEmpty()) {
            return List.of();
        }
        ObjectInfo last = end(table, true).orElse(first.get());
        return last.key().equals(first.get().key()) ? List.of(last) : List.of(first.get(), last);
    }

    /** Directories are asked one after the other, since a store may have one with nothing in it. */
    private Optional<ObjectInfo> end(KeyPrefix prefix, boolean fromLast) throws StorageException {
        List<DirectoryEntry> entries = new ArrayList<>(directories.entries(prefix));
        if (fromLast) {
            Collections.reverse(entries);
        }
        for (DirectoryEntry entry : entries) {
            Optional<ObjectInfo> found = entry instanceof DirectoryEntry.Leaf leaf
                    ? Optional.of(leaf.info())
                    : end(prefix.resolve(entry.name()), fromLast);
            if (found.isPresent() && found.get().key().value().endsWith(PARQUET)) {
                return found;
            }
        }
        return Optional.empty();
    }
}
