package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/**
 * A lazy, ordered answer of a store. Memory does not grow with its length; a part that cannot be had is an error at the
 * element where it is missed, never a shorter answer. To be closed. For one thread.
 */
public interface Listing<T> extends AutoCloseable {

    /** Whether {@link #next} has one more element to give; may ask the store for it. */
    boolean hasNext() throws StorageException;

    /**
     * The next element.
     *
     * @throws java.util.NoSuchElementException after the last
     */
    T next() throws StorageException;

    /** Gives up what the listing holds; it has no further element then. May be repeated. */
    @Override
    void close() throws StorageException;
}
