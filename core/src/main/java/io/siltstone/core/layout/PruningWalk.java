package io.siltstone.core.layout;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.DirectoryLister;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.NameFilter;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectLister;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PrunedFiles.Reason;
import io.siltstone.core.layout.PrunedFiles.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk of {@link Pruner}, from the root down. */
final class PruningWalk {

    private static final String PARQUET = ".parquet";

    private final DirectoryLister directories;
    private final ObjectLister objects;
    private final KeyPrefix root;
    private final TimeRange range;
    private final List<ObjectInfo> files = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private long listings;
    private @Nullable ObjectKey last;

    PruningWalk(DirectoryLister directories, ObjectLister objects, KeyPrefix root, TimeRange range) {
        this.directories = directories;
        this.objects = objects;
        this.root = root;
        this.range = range;
    }

    PrunedFiles run() throws StorageException {
        if (range.isEmpty()) {
            skipped.add(new Skipped(root.directory(), Reason.EMPTY_RANGE));
        } else {
            visit(root, TimeDirectory.ROOT, false);
        }
        return new PrunedFiles(root, range, files, skipped, listings);
    }

    /**
     * Visits a directory whose time is understood.
     *
     * @param noted whether a directory above is in the list of what was skipped
     */
    private void visit(KeyPrefix prefix, TimeDirectory directory, boolean noted) throws StorageException {
        TimeRange window = directory.window();
        if (range.encloses(window)) {
            keepAll(prefix);
        } else if (range.overlaps(window)) {
            visitEntries(prefix, directory, false);
        } else {
            if (!noted) {
                skipped.add(new Skipped(prefix.directory(), Reason.OUT_OF_RANGE));
            }
            findStrangers(prefix, directory);
        }
    }

    /** Keeps what is not understood below a directory that the range does not meet. */
    private void findStrangers(KeyPrefix prefix, TimeDirectory directory) throws StorageException {
        switch (directory.depth()) {
            case YEAR -> visitEntries(prefix, directory, true);
            case MONTH -> visitDirectories(prefix, directory, NameFilter.ALL);
            // The hours of the day are out of range too and hold nothing else: a store need not look at them.
            case DAY ->
                visitDirectories(
                        prefix, directory, name -> directory.child(name).isEmpty());
            case ROOT, HOUR -> {
                // Every range meets the root, and all that is below an hour is of that hour.
            }
        }
    }

    /** The files here span all of the directory, or any time: they are kept. */
    private void visitEntries(KeyPrefix prefix, TimeDirectory directory, boolean noted) throws StorageException {
        listings++;
        try (Listing<DirectoryEntry> entries = directories.listEntries(prefix)) {
            while (entries.hasNext()) {
                DirectoryEntry entry = entries.next();
                if (entry instanceof DirectoryEntry.Leaf leaf) {
                    keep(prefix, leaf.info());
                } else {
                    visitChild(prefix, directory, entry.name(), noted);
                }
            }
        }
    }

    /** The files here are of a month or day that the range does not meet: the store need not look at them. */
    private void visitDirectories(KeyPrefix prefix, TimeDirectory directory, NameFilter wanted)
            throws StorageException {
        listings++;
        try (Listing<String> names = directories.listDirectories(prefix, wanted)) {
            while (names.hasNext()) {
                visitChild(prefix, directory, names.next(), true);
            }
        }
    }

    private void visitChild(KeyPrefix prefix, TimeDirectory parent, String name, boolean noted)
            throws StorageException {
        KeyPrefix below = prefix.resolve(name);
        Optional<TimeDirectory> child = parent.child(name);
        if (child.isPresent()) {
            visit(below, child.get(), noted);
        } else {
            keepAll(below);
        }
    }

    private void keepAll(KeyPrefix prefix) throws StorageException {
        listings++;
        try (Listing<ObjectInfo> listing = objects.listObjects(ListRequest.of(prefix))) {
            while (listing.hasNext()) {
                keep(prefix, listing.next());
            }
        }
    }

    private void keep(KeyPrefix prefix, ObjectInfo info) throws StorageException {
        ObjectKey key = info.key();
        if (!prefix.contains(key) || (last != null && key.compareTo(last) <= 0)) {
            throw new IntegrityException(
                    ErrorContext.of(Operation.LIST, "prefix " + prefix, key.value()),
                    "the store listed this key out of order, twice or from elsewhere");
        }
        last = key;
        if (key.value().endsWith(PARQUET)) {
            files.add(info);
        } else {
            skipped.add(new Skipped(key.value(), Reason.NOT_PARQUET));
        }
    }
}
