package io.siltstone.core.layout;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The time that a file's path claims for its rows.
 *
 * <p>Understood are exactly {@code root/YYYY/MM/<file>}, {@code root/YYYY/MM/DD/<file>}, and {@code root/YYYY/MM/DD/HH/}
 * with anything below; four or two ASCII digits that name a date and hour that there are. Every other path below the root
 * ({@code root/<file>}, {@code root/YYYY/<file>}, {@code root/backup/…}, {@code root/2025/02/30/…}) claims nothing, and
 * a file whose path claims nothing may hold rows of any time.
 *
 * @param unit how much time the file spans
 * @param start where that time begins, on a boundary of the unit
 */
public record PartitionPath(PartitionUnit unit, Instant start) {

    public PartitionPath {
        unit.requireStart(start);
    }

    /**
     * What the key claims, read from the table's root on and never by counting segments from either end.
     *
     * @param root the directory of the table
     * @return empty where the path claims nothing
     * @throws IllegalArgumentException if the key does not lie below the root
     */
    public static Optional<PartitionPath> of(KeyPrefix root, ObjectKey key) {
        TimeDirectory directory = TimeDirectory.ROOT;
        List<String> segments = segmentsBelow(root, key);
        for (String name : segments.subList(0, segments.size() - 1)) {
            if (directory.depth() == TimeDirectory.Depth.HOUR) {
                break;
            }
            Optional<TimeDirectory> child = directory.child(name);
            if (child.isEmpty()) {
                return Optional.empty();
            }
            directory = child.get();
        }
        Instant start = directory.start().toInstant(ZoneOffset.UTC);
        return directory.fileUnit().map(unit -> new PartitionPath(unit, start));
    }

    /** The {@link #window} of the key; empty, which is unbounded, where its path claims nothing. */
    public static Optional<TimeRange> window(KeyPrefix root, ObjectKey key) {
        return of(root, key).map(PartitionPath::window);
    }

    /** The instants of the rows that the file may hold. */
    public TimeRange window() {
        return unit.window(start);
    }

    static List<String> segmentsBelow(KeyPrefix root, ObjectKey key) {
        if (!root.contains(key)) {
            throw new IllegalArgumentException("`" + key + "` does not lie below `" + root + "`");
        }
        return List.of(key.value().substring(root.directory().length()).split("/", -1));
    }
}
