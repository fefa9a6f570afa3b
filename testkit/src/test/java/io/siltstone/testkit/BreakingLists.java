package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;

/** Of the first two listings each breaks off after two elements. */
final class BreakingLists extends ForwardingBackend {

    private int opened;

    BreakingLists(Backend inner) {
        super(inner);
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return breaking(inner().list(request));
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return breaking(inner().listEntries(prefix));
    }

    private <T> Listing<T> breaking(Listing<T> listing) {
        opened++;
        return opened > 2 ? listing : new Breaking<>(listing);
    }

    private static final class Breaking<T> implements Listing<T> {
        private final Listing<T> listing;
        private int given;

        private Breaking(Listing<T> listing) {
            this.listing = listing;
        }

        @Override
        public boolean hasNext() throws StorageException {
            if (given == 2) {
                throw new UnavailableException(ErrorContext.of(Operation.LIST, "test"), "the page was lost");
            }
            return listing.hasNext();
        }

        @Override
        public T next() throws StorageException {
            given++;
            return listing.next();
        }

        @Override
        public void close() throws StorageException {
            listing.close();
        }
    }
}
