package io.siltstone.parquet;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A leaf column of a Parquet file.
 *
 * @param path its name, after the names of the groups that it lies in; at least one
 * @param kind what its values are
 * @param type its physical and logical type for people, for example {@code INT64 TIMESTAMP(MICROS, UTC)}
 * @param range the smallest and largest value over all row groups; empty where one of them does not tell exactly, where
 *     no value is there, and for {@link ColumnKind#INT96} and {@link ColumnKind#OTHER}
 * @param nulls how many rows have no value; empty where a row group does not tell
 */
public record ParquetColumn(
        List<String> path, ColumnKind kind, String type, Optional<ColumnRange> range, OptionalLong nulls) {

    public ParquetColumn {
        path = List.copyOf(path);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(nulls, "nulls");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a column has a name");
        }
    }

    /** The path joined by dots. */
    public String name() {
        return String.join(".", path);
    }

    /** Whether it lies in no group. */
    public boolean isTopLevel() {
        return path.size() == 1;
    }
}
