package io.siltstone.core.resilience;

import io.siltstone.core.Listing;
import io.siltstone.core.error.StorageException;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A listing without its first elements, for stores that cannot begin after one. */
final class SkippingListing<T> implements Listing<T> {

    private final Listing<T> inner;
    private final Predicate<T> skipped;
    private @Nullable T first;
    private boolean begun;

    /** @param skipped holds for elements at the beginning; not asked after the first for which it does not hold */
    SkippingListing(Listing<T> inner, Predicate<T> skipped) {
        this.inner = inner;
        this.skipped = skipped;
    }

    @Override
    public boolean hasNext() throws StorageException {
        while (!begun && inner.hasNext()) {
            T element = inner.next();
            if (!skipped.test(element)) {
                first = element;
                begun = true;
            }
        }
        return first != null || inner.hasNext();
    }

    @Override
    public T next() throws StorageException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = first;
        first = null;
        return element == null ? inner.next() : element;
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }
}
