package io.siltstone.jobs.verify;

import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.sync.SideBySide;
import io.siltstone.jobs.sync.SyncScope;
import java.util.Optional;

/** The objects of a store, beside those of another one where there is one, in the order of keys. To be closed. */
interface ObjectPairs extends AutoCloseable {

    /** The next key; empty after the last. */
    Optional<Pair> next() throws StorageException;

    @Override
    void close() throws StorageException;

    /**
     * What is under one key; at least one store has something.
     *
     * @param here in the store
     * @param there in the other one
     */
    record Pair(Optional<ObjectInfo> here, Optional<ObjectInfo> there) {}

    static ObjectPairs open(Storage storage, Optional<Storage> against, SyncScope scope) throws StorageException {
        return against.isPresent()
                ? new OfTwo(SideBySide.open(against.get(), storage, scope))
                : new OfOne(storage.listObjects(ListRequest.of(scope.prefix())));
    }

    /** One store alone. */
    record OfOne(Listing<ObjectInfo> listing) implements ObjectPairs {
        @Override
        public Optional<Pair> next() throws StorageException {
            return listing.hasNext()
                    ? Optional.of(new Pair(Optional.of(listing.next()), Optional.empty()))
                    : Optional.empty();
        }

        @Override
        public void close() throws StorageException {
            listing.close();
        }
    }

    /** Two stores. */
    record OfTwo(SideBySide sides) implements ObjectPairs {
        @Override
        public Optional<Pair> next() throws StorageException {
            return sides.next().map(pair -> new Pair(pair.target(), pair.source()));
        }

        @Override
        public void close() throws StorageException {
            sides.close();
        }
    }
}
