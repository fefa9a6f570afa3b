package io.siltstone.duckdb.query;

import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import java.util.Objects;
import java.util.Optional;

/**
 * What a query read of one table, and why not less.
 *
 * @param table the table
 * @param timeColumn the column that bounds were looked for in; empty where the files have or agree on none, so that all
 *     of them are read
 * @param bounds the time that the query asks for, as found in its plan and in the request; {@link TimeRange#ALL} where
 *     neither bounds it
 * @param files the files that were read, and the directories that were not, with the reason
 */
public record TableStatistics(TableName table, Optional<String> timeColumn, TimeRange bounds, PrunedFiles files) {

    public TableStatistics {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(timeColumn, "timeColumn");
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(files, "files");
    }

    /** How many files were read. */
    public long filesRead() {
        return files.files().size();
    }

    /** The size of the files that were read, of which DuckDB may leave out columns and row groups. */
    public long bytesRead() {
        return files.sizeBytes();
    }

    /** How many directories of the layout were left out whole, because no row of theirs is within the bounds. */
    public long directoriesSkipped() {
        return files.skipped(PrunedFiles.Reason.OUT_OF_RANGE);
    }
}
