package io.siltstone.benchmarks;

import java.io.IOException;

/** Small objects by one client; for any number of threads. */
interface SmallStore extends AutoCloseable {

    /** Stores an object, over one that is there. */
    void put(String key, byte[] content) throws Exception;

    /** Reads an object whole, and returns its length. */
    int get(String key) throws Exception;

    @Override
    void close() throws IOException;
}
