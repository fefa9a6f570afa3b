package io.siltstone.core.layout;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.StoreLocation;
import java.util.List;

/**
 * What a range of time needs of a table, and what was left out.
 *
 * @param root the directory of the table
 * @param range the time asked for
 * @param files every {@code .parquet} object that may hold a row of the range, in the order of keys; no other
 * @param skipped everything else that was met, in the order of keys
 * @param listings how many listings the store was asked for
 */
public record PrunedFiles(
        KeyPrefix root, TimeRange range, List<ObjectInfo> files, List<Skipped> skipped, long listings) {

    public PrunedFiles {
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /**
     * Something that was left out.
     *
     * @param path a key, or with a slash at its end a directory, left out but for what {@link #files} has of it
     * @param reason why
     */
    public record Skipped(String path, Reason reason) {}

    /** Why something was left out. */
    public enum Reason {
        /** A directory of the layout whose time does not meet the range; what it holds was not counted. */
        OUT_OF_RANGE,
        /** An object within the range whose key does not end in {@code .parquet}, in lower case. */
        NOT_PARQUET,
        /** No instant lies in the range: nothing was listed. */
        EMPTY_RANGE
    }

    /** The size of all files together. */
    public long sizeBytes() {
        return files.stream().mapToLong(ObjectInfo::sizeBytes).sum();
    }

    /** How many were left out for the reason: directories for {@link Reason#OUT_OF_RANGE}, else objects. */
    public long skipped(Reason reason) {
        return skipped.stream().filter(one -> one.reason() == reason).count();
    }

    /**
     * Globs below the root of the store that together match each of the {@link #files} once and, of what was listed,
     * nothing else: those of {@link PartitionGlobs} that match a file, and by their escaped names the files that none of
     * them matches. So each matches something, where an engine takes no match for an error. A file that is written
     * after the listing may match, which {@link #files} cannot.
     */
    public List<String> globs() {
        return PartitionGlobs.of(range).matching(root, files);
    }

    /** The {@link #globs} as a query engine takes them in the store there. */
    public List<String> globs(StoreLocation location) {
        QueryPaths paths = QueryPaths.of(location);
        return globs().stream().map(paths::absolute).toList();
    }
}
