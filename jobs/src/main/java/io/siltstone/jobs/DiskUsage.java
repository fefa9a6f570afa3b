package io.siltstone.jobs;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many objects lie below a prefix, and how many bytes they have; what a store takes on its disks may be more.
 *
 * @param prefix what was counted
 * @param total everything below it
 * @param direct the objects directly below it, in none of the directories
 * @param directories each immediate child directory that holds an object, by name
 */
public record DiskUsage(KeyPrefix prefix, Usage total, Usage direct, SortedMap<String, Usage> directories) {

    public DiskUsage {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(direct, "direct");
        directories = Collections.unmodifiableSortedMap(new TreeMap<>(directories));
    }

    /**
     * Objects and bytes.
     *
     * @param objects how many objects
     * @param bytes the lengths of their contents together
     */
    public record Usage(long objects, long bytes) {

        static final Usage NONE = new Usage(0, 0);

        Usage plus(Usage other) {
            return new Usage(objects + other.objects, bytes + other.bytes);
        }
    }

    /** Counts with one listing of the prefix; nothing where it holds nothing. Memory grows with the children alone. */
    public static DiskUsage of(Storage storage, KeyPrefix prefix) throws StorageException {
        Usage total = Usage.NONE;
        Usage direct = Usage.NONE;
        Map<String, Usage> directories = new TreeMap<>();
        int from = prefix.directory().length();
        try (Listing<ObjectInfo> listing = storage.listObjects(ListRequest.of(prefix))) {
            while (listing.hasNext()) {
                ObjectInfo info = listing.next();
                Usage one = new Usage(1, info.sizeBytes());
                String key = info.key().value();
                int slash = key.indexOf('/', from);
                total = total.plus(one);
                if (slash < 0) {
                    direct = direct.plus(one);
                } else {
                    directories.merge(key.substring(from, slash), one, Usage::plus);
                }
            }
        }
        return new DiskUsage(prefix, total, direct, new TreeMap<>(directories));
    }
}
