package io.siltstone.core.local;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A listing that looks one element ahead. Its end is told only while the root is there; after an error it goes on to fail.
 */
final class LocalListing<T> implements Listing<T> {

    /** Gives the elements. */
    interface Walk<T> {
        /** The next element; empty after the last. */
        Optional<T> next() throws IOException;
    }

    private final Walk<T> walk;
    private final LocalCall call;
    private Optional<T> ahead = Optional.empty();
    private boolean ended;
    private @Nullable StorageException failure;

    LocalListing(Walk<T> walk, LocalCall call) {
        this.walk = walk;
        this.call = call;
    }

    @Override
    public boolean hasNext() throws StorageException {
        if (failure != null) {
            throw failure;
        }
        if (ahead.isEmpty() && !ended) {
            try {
                advance();
            } catch (IOException e) {
                failure = call.failed(e);
                throw failure;
            }
        }
        return ahead.isPresent();
    }

    private void advance() throws IOException {
        call.requireRunning();
        ahead = walk.next();
        if (ahead.isEmpty()) {
            call.requireRoot();
            ended = true;
        }
    }

    @Override
    public T next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = ahead.orElseThrow();
        ahead = Optional.empty();
        return element;
    }

    @Override
    public void close() {
        ahead = Optional.empty();
        ended = true;
    }
}
