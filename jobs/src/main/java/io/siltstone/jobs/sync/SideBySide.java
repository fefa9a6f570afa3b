package io.siltstone.jobs.sync;

import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.RangeListing;
import io.siltstone.core.layout.TimeRange;
import java.util.Optional;

/** Two listings in the order of keys, key by key. Holds one element of each. To be closed. For one thread. */
public final class SideBySide implements AutoCloseable {

    private final Side source;
    private final Side target;

    private SideBySide(Side source, Side target) {
        this.source = source;
        this.target = target;
    }

    /** Lists what both stores hold in the scope. */
    public static SideBySide open(Storage source, Storage target, SyncScope scope) throws StorageException {
        Side first = new Side(source, scope);
        try {
            return new SideBySide(first, new Side(target, scope));
        } catch (StorageException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /**
     * What the stores have under one key; at least one has something.
     *
     * @param source what the source has
     * @param target what the target has
     */
    public record Pair(Optional<ObjectInfo> source, Optional<ObjectInfo> target) {

        /** The key that both have. */
        public ObjectKey key() {
            return source.or(() -> target).orElseThrow().key();
        }
    }

    /** The next key; empty after the last of both. */
    public Optional<Pair> next() throws StorageException {
        Optional<ObjectInfo> a = source.head();
        Optional<ObjectInfo> b = target.head();
        if (a.isEmpty() && b.isEmpty()) {
            return Optional.empty();
        }
        int order = a.isEmpty()
                ? 1
                : b.isEmpty() ? -1 : a.get().key().compareTo(b.get().key());
        Pair pair = new Pair(order <= 0 ? a : Optional.empty(), order >= 0 ? b : Optional.empty());
        if (order <= 0) {
            source.take();
        }
        if (order >= 0) {
            target.take();
        }
        return Optional.of(pair);
    }

    @Override
    public void close() throws StorageException {
        try {
            source.close();
        } finally {
            target.close();
        }
    }

    /** One listing and its next element in scope. */
    private static final class Side implements AutoCloseable {
        private final Listing<ObjectInfo> listing;
        private final SyncScope scope;
        private Optional<ObjectInfo> head = Optional.empty();

        Side(Storage storage, SyncScope scope) throws StorageException {
            this.listing = scope.range().equals(TimeRange.ALL)
                    ? storage.listObjects(ListRequest.of(scope.prefix()))
                    : RangeListing.open(storage, scope.prefix(), scope.range());
            this.scope = scope;
        }

        Optional<ObjectInfo> head() throws StorageException {
            while (head.isEmpty() && listing.hasNext()) {
                head = Optional.of(listing.next()).filter(info -> scope.contains(info.key()));
            }
            return head;
        }

        void take() {
            head = Optional.empty();
        }

        @Override
        public void close() throws StorageException {
            listing.close();
        }
    }
}
