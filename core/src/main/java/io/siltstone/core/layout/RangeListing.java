package io.siltstone.core.layout;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.TimeDirectory.Depth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists what of a store's tables may be of a range of time, in the order of keys and lazily: of a month, day or hour that
 * the range does not meet nothing is asked, of what it encloses everything at once. Gives at least every object whose
 * window, after {@link PartitionPath}, overlaps the range and every one without a window; others of the same directories
 * may be among them. Holds one open listing for each level.
 */
public final class RangeListing implements Listing<ObjectInfo> {

    /** A table is the second level of a store. */
    private static final int TABLE_LEVEL = 2;

    private final Storage storage;
    private final TimeRange range;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Optional<ObjectInfo> head = Optional.empty();
    private @Nullable ObjectKey last;

    private RangeListing(Storage storage, TimeRange range) {
        this.storage = storage;
        this.range = range;
    }

    /**
     * Begins to list.
     *
     * @param prefix only below this: the root, a database, a table or any directory in one
     */
    public static RangeListing open(Storage storage, KeyPrefix prefix, TimeRange range) throws StorageException {
        RangeListing listing = new RangeListing(storage, range);
        Place place = Place.ROOT;
        for (String name : prefix.segments()) {
            place = place.child(name);
        }
        listing.enter(prefix, place);
        return listing;
    }

    /**
     * What a directory is.
     *
     * @param level how deep it is, as far as that matters: {@link #TABLE_LEVEL} is a table or in one
     * @param time its time; empty above tables, and below a name that is not understood
     */
    private record Place(int level, Optional<TimeDirectory> time) {

        static final Place ROOT = new Place(0, Optional.empty());

        Place child(String name) {
            if (level == TABLE_LEVEL) {
                return new Place(level, time.flatMap(directory -> directory.child(name)));
            }
            int below = level + 1;
            return new Place(below, below == TABLE_LEVEL ? Optional.of(TimeDirectory.ROOT) : Optional.empty());
        }

        boolean isAboveTables() {
            return level < TABLE_LEVEL;
        }
    }

    /** A directory that is being listed. */
    private sealed interface Level {

        Listing<?> listing();
    }

    /** All below a directory. */
    private record Everything(KeyPrefix prefix, Listing<ObjectInfo> listing) implements Level {}

    /**
     * The entries of a directory.
     *
     * @param inRange whether directories that are understood are entered, or only others
     */
    private record Entries(KeyPrefix prefix, Place place, boolean inRange, Listing<DirectoryEntry> listing)
            implements Level {}

    private void enter(KeyPrefix prefix, Place place) throws StorageException {
        if (place.isAboveTables()) {
            levels.push(new Entries(prefix, place, true, storage.listEntries(prefix.value())));
            return;
        }
        Optional<TimeDirectory> time = place.time();
        boolean meets = time.isEmpty() || range.overlaps(time.get().window());
        if (time.isEmpty()
                || (meets && (range.encloses(time.get().window()) || time.get().depth() == Depth.HOUR))) {
            levels.push(new Everything(prefix, storage.listObjects(ListRequest.of(prefix))));
        } else if (meets || time.get().fileUnit().isEmpty()) {
            levels.push(new Entries(prefix, place, meets, storage.listEntries(prefix.value())));
        }
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (head.isEmpty() && !levels.isEmpty()) {
            step(levels.element());
        }
        return head.isPresent();
    }

    private void step(Level level) throws StorageException {
        if (!level.listing().hasNext()) {
            levels.pop();
            level.listing().close();
        } else if (level instanceof Everything all) {
            keep(all.prefix(), all.listing().next());
        } else if (level instanceof Entries some) {
            take(some, some.listing().next());
        }
    }

    private void take(Entries level, DirectoryEntry entry) throws StorageException {
        if (entry instanceof DirectoryEntry.Leaf leaf) {
            keep(level.prefix(), leaf.info());
            return;
        }
        Place child = level.place().child(entry.name());
        if (level.inRange() || child.time().isEmpty()) {
            enter(level.prefix().resolve(entry.name()), child);
        }
    }

    private void keep(KeyPrefix prefix, ObjectInfo info) throws StorageException {
        ObjectKey key = info.key();
        if (!prefix.contains(key) || (last != null && key.compareTo(last) <= 0)) {
            throw new IntegrityException(
                    ErrorContext.of(Operation.LIST, storage.location().root(), key.value()),
                    "the store listed this key out of order, twice or from elsewhere");
        }
        last = key;
        head = Optional.of(info);
    }

    @Override
    public ObjectInfo next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ObjectInfo next = head.orElseThrow();
        head = Optional.empty();
        return next;
    }

    @Override
    public void close() throws StorageException {
        while (!levels.isEmpty()) {
            levels.pop().listing().close();
        }
    }
}
