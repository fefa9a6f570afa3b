package io.siltstone.core.layout;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.time.Instant;

/**
 * The place of a table's rows of one hour, day or month: {@code database/measurement/2025/11/25/16}.
 *
 * @param table the table
 * @param unit how much time its files span
 * @param start where that time begins, on a boundary of the unit
 */
public record Partition(TableName table, PartitionUnit unit, Instant start) {

    public Partition {
        unit.requireStart(start);
    }

    /**
     * The partition that holds the instant.
     *
     * @throws IllegalArgumentException outside the years 0000 to 9999
     */
    public static Partition of(TableName table, PartitionUnit unit, Instant instant) {
        return new Partition(table, unit, unit.floor(instant));
    }

    /** The instants of the rows that belong here. */
    public TimeRange window() {
        return unit.window(start);
    }

    /** The directory of the files. */
    public KeyPrefix prefix() {
        try {
            return table.prefix().resolve(unit.path(start));
        } catch (InvalidKeyException e) {
            throw new AssertionError("names and dates make a valid prefix", e);
        }
    }

    /**
     * The key of a file directly in {@link #prefix}; {@link PartitionPath} reads this partition back from it.
     *
     * @throws InvalidKeyException if the name is not one segment or breaks a rule of keys
     */
    public ObjectKey key(String fileName) throws InvalidKeyException {
        if (fileName.indexOf('/') >= 0) {
            throw new InvalidKeyException(
                    ErrorContext.of(Operation.OPEN, "partition " + prefix(), fileName), "a file name has no slash");
        }
        return prefix().key(fileName);
    }
}
