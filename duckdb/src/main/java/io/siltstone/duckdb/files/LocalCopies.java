package io.siltstone.duckdb.files;

import io.siltstone.core.ObjectInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gives objects of a store as files, for an engine that reads nothing else. */
public interface LocalCopies extends AutoCloseable {

    /**
     * Files with the content of these versions of the objects, whole, in the same order. Asked twice for the same, it
     * answers the same.
     *
     * @throws io.siltstone.core.error.ChangedDuringReadException if an object is no longer there or another version
     * @throws io.siltstone.core.error.NoSpaceException if there is no room for them
     * @throws io.siltstone.core.error.CancelledException if the thread is interrupted
     */
    List<Path> copies(List<ObjectInfo> objects) throws IOException;

    /** What had to be fetched so far. */
    Fetched fetched();

    /** Gives up the files, which may be gone from now on. May be repeated. */
    @Override
    void close() throws IOException;

    /**
     * What was fetched from a store.
     *
     * @param files how many objects
     * @param bytes their size
     */
    record Fetched(long files, long bytes) {}
}
