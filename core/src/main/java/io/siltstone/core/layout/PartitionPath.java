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
 * <p>Understood are the directories {@code root/YYYY/MM/}, {@code root/YYYY/MM/DD/} and {@code root/YYYY/MM/DD/HH/}: four
 * or two ASCII digits that name a date and hour that there are. A file claims the time of the innermost of them that it
 * lies in, at whatever depth: {@code 2025/11/25/odd/<file>} is of that day, and so is {@code 2025/11/25/24/<file>}. A path
 * that lies in none ({@code root/<file>}, {@code root/YYYY/<file>}, {@code root/YYYY/13/…}, {@code root/backup/…}) claims
 * nothing, and a file whose path claims nothing may hold rows of any time.
 *
 * <p>Pruning, coverage and the check of what files hold all take the claim from here.
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
            Optional<TimeDirectory> child = directory.child(name);
            if (child.isEmpty()) {
                break;
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
