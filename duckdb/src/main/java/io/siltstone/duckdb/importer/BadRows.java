package io.siltstone.duckdb.importer;

import java.nio.file.Path;

/** What an import does with rows that it cannot place in time or cannot read. */
public sealed interface BadRows {

    /** Stops before anything is published, naming the first of them. */
    Stop STOP = new Stop();

    /**
     * Writes them to a CSV file with where they stood and why, and imports the others.
     *
     * @param rejects the file, which is replaced; not made when there are none
     */
    static Keep keep(Path rejects) {
        return new Keep(rejects);
    }

    /** See {@link BadRows#STOP}. */
    record Stop() implements BadRows {}

    /** See {@link BadRows#keep}. */
    record Keep(Path rejects) implements BadRows {}
}
