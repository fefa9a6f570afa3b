package io.siltstone.s3;

import io.siltstone.core.Listing;
import java.util.Iterator;

/** A listing of what is known already. */
record S3Held<T>(Iterator<T> elements) implements Listing<T> {

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public T next() {
        return elements.next();
    }

    @Override
    public void close() {
        // There is nothing to give up.
    }
}
