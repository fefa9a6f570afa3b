package io.siltstone.core.memory;

import io.siltstone.core.Listing;
import java.util.Collections;
import java.util.Iterator;

/** A listing over a walk through the map, which goes on correctly while the map changes. */
final class MemoryListing<T> implements Listing<T> {

    private Iterator<T> elements;

    MemoryListing(Iterator<T> elements) {
        this.elements = elements;
    }

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
        elements = Collections.emptyIterator();
    }
}
