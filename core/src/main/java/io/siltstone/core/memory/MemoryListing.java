package io.siltstone.core.memory;

import io.siltstone.core.Listing;
import java.util.Iterator;

/** A listing over a walk through the map, which goes on correctly while the map changes. */
record MemoryListing<T>(Iterator<T> elements) implements Listing<T> {

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
        // Holds nothing but memory.
    }
}
