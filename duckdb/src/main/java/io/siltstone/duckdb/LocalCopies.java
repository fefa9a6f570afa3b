package io.siltstone.duckdb;

import io.siltstone.core.ObjectInfo;
import java.io.IOException;
import java.nio.file.Path;

/** Gives objects of a store as files, for an engine that reads nothing else. */
interface LocalCopies extends AutoCloseable {

    /**
     * A file with the content of this version of the object, whole. Asked twice for the same, it answers the same.
     *
     * @throws io.siltstone.core.error.ChangedDuringReadException if the object is no longer there or another version
     * @throws io.siltstone.core.error.NoSpaceException if there is no room for it
     */
    Path copy(ObjectInfo object) throws IOException;

    /** Gives up the files, which may be gone from now on. May be repeated. */
    @Override
    void close() throws IOException;
}
