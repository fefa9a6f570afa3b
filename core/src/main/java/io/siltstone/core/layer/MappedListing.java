package io.siltstone.core.layer;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** A listing seen through a function, without the elements that it has no answer for. */
final class MappedListing<T, R> implements Listing<R> {

    private final Listing<T> inner;
    private final Function<T, Optional<R>> mapping;
    private Optional<R> next = Optional.empty();

    MappedListing(Listing<T> inner, Function<T, Optional<R>> mapping) {
        this.inner = inner;
        this.mapping = mapping;
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (next.isEmpty() && inner.hasNext()) {
            next = mapping.apply(inner.next());
        }
        return next.isPresent();
    }

    @Override
    public R next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        R element = next.orElseThrow();
        next = Optional.empty();
        return element;
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }
}
