package io.siltstone.core.layout;

import io.siltstone.core.DirectoryLister;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectLister;
import io.siltstone.core.error.StorageException;

/**
 * Finds the files of a table that may hold rows of a range of time. Never loses one: a path that is not understood is
 * kept whatever the range, and a listing that fails is an error, never fewer files.
 *
 * <p>Of a month, day or hour that the range does not meet nothing is listed, since all that lies in it is of its time; of a
 * year, its own entries alone, to find what is in no month; of a unit that the range encloses everything, in one listing.
 * So a day of a table of n years takes about n + 3 listings. What is kept is held in memory, what is left out is not: one
 * entry stands for a whole year, month, day or hour. Safe for concurrent use where its listers are.
 */
public final class Pruner {

    private final DirectoryLister directories;
    private final ObjectLister objects;

    public Pruner(DirectoryLister directories, ObjectLister objects) {
        this.directories = directories;
        this.objects = objects;
    }

    /** A pruner over one that has both roles, as every backend does. */
    public static <L extends DirectoryLister & ObjectLister> Pruner over(L lister) {
        return new Pruner(lister, lister);
    }

    /** As {@link #prune(KeyPrefix, TimeRange)}, of the table's directory. */
    public PrunedFiles prune(TableName table, TimeRange range) throws StorageException {
        return prune(table.prefix(), range);
    }

    /**
     * The files below a table's root that may hold rows of the range: those whose window, after {@link PartitionPath},
     * overlaps it, and those without a window. Of a table that is not there, none; of an empty range, none, and nothing
     * is asked of the store. May be repeated.
     *
     * @throws io.siltstone.core.error.IntegrityException if the store lists out of order, twice or from elsewhere
     */
    public PrunedFiles prune(KeyPrefix root, TimeRange range) throws StorageException {
        return new PruningWalk(directories, objects, root, range).run();
    }
}
