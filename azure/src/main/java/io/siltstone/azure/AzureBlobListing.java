package io.siltstone.azure;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of a listing as what callers see, without those that they do not. */
final class AzureBlobListing<T> implements Listing<T> {

    private final AzureBlobCursor lines;
    private final View<T> view;
    private @Nullable T next;
    private boolean ended;

    AzureBlobListing(AzureBlobCursor lines, View<T> view) {
        this.lines = lines;
        this.view = view;
    }

    /** What a line is to a caller; empty for nothing. */
    interface View<T> {
        Optional<T> of(AzureBlobEntry entry) throws StorageException;
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (next == null && !ended) {
            Optional<AzureBlobEntry> line = lines.next();
            if (line.isPresent()) {
                next = view.of(line.get()).orElse(null);
            } else {
                ended = true;
            }
        }
        return next != null;
    }

    @Override
    public T next() throws StorageException {
        T element = hasNext() ? next : null;
        if (element == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return element;
    }

    @Override
    public void close() {
        ended = true;
        next = null;
    }
}
