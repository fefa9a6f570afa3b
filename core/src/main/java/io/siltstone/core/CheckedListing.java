package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a listing to what was asked: below the prefix, after the start, strictly rising. */
final class CheckedListing<T> implements Listing<T> {

    private final Listing<T> inner;
    private final KeyPrefix prefix;
    private final Function<T, ObjectKey> keyOf;
    private final ErrorContext context;
    private @Nullable ObjectKey last;

    CheckedListing(Listing<T> inner, ListRequest request, Function<T, ObjectKey> keyOf, ErrorContext context) {
        this.inner = inner;
        this.prefix = request.prefix();
        this.last = request.startAfter().orElse(null);
        this.keyOf = keyOf;
        this.context = context;
    }

    @Override
    public boolean hasNext() throws StorageException {
        return inner.hasNext();
    }

    @Override
    public T next() throws StorageException {
        T element = inner.next();
        ObjectKey key = keyOf.apply(element);
        if (!prefix.contains(key)) {
            throw new IntegrityException(context, "the store listed `" + key + "`, which is not below the prefix");
        }
        if (last != null && key.compareTo(last) <= 0) {
            throw new IntegrityException(context, "the store listed `" + key + "` out of order after `" + last + "`");
        }
        last = key;
        return element;
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }
}
