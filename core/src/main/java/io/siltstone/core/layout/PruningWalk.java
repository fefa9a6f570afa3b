package io.siltstone.core.layout;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.DirectoryLister;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectLister;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PrunedFiles.Reason;
import io.siltstone.core.layout.PrunedFiles.Skipped;
import io.siltstone.core.layout.TimeDirectory.Depth;
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
            visit(root, TimeDirectory.ROOT);
        }
        return new PrunedFiles(root, range, files, skipped, listings);
    }

    /** Visits a directory whose time is understood. */
    private void visit(KeyPrefix prefix, TimeDirectory directory) throws StorageException {
        TimeRange window = directory.window();
        if (!range.overlaps(window)) {
            skipped.add(new Skipped(prefix.directory(), Reason.OUT_OF_RANGE));
            if (directory.fileUnit().isEmpty()) {
                visitEntries(prefix, directory, false);
            }
        } else if (range.encloses(window) || directory.depth() == Depth.HOUR) {
            keepAll(prefix);
        } else {
            visitEntries(prefix, directory, true);
        }
    }

    /**
     * Keeps the files here, which span all of the directory or any time, and what is below names that are not understood.
     *
     * @param inRange whether the directories that are understood are visited too
     */
    private void visitEntries(KeyPrefix prefix, TimeDirectory directory, boolean inRange) throws StorageException {
        listings++;
        try (Listing<DirectoryEntry> entries = directories.listEntries(prefix)) {
            while (entries.hasNext()) {
                DirectoryEntry entry = entries.next();
                Optional<TimeDirectory> child = directory.child(entry.name());
                if (entry instanceof DirectoryEntry.Leaf leaf) {
                    keep(prefix, leaf.info());
                } else if (child.isEmpty()) {
                    keepAll(prefix.resolve(entry.name()));
                } else if (inRange) {
                    visit(prefix.resolve(entry.name()), child.get());
                }
            }
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
