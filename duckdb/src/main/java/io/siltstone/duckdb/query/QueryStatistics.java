package io.siltstone.duckdb.query;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a query took.
 *
 * @param tables one entry for each table of the query, in the order of their first mention
 * @param filesFetched how many files had to be fetched from the store, which a local store and a cache save
 * @param bytesFetched the size of these
 * @param planning until the files to read were known
 * @param running from then on until now, or until the result was closed
 */
public record QueryStatistics(
        List<TableStatistics> tables, long filesFetched, long bytesFetched, Duration planning, Duration running) {

    public QueryStatistics {
        tables = List.copyOf(tables);
        Objects.requireNonNull(planning, "planning");
        Objects.requireNonNull(running, "running");
    }

    /** How many files were read, of all tables. */
    public long filesRead() {
        return tables.stream().mapToLong(TableStatistics::filesRead).sum();
    }

    /** The size of the files that were read, of all tables. */
    public long bytesRead() {
        return tables.stream().mapToLong(TableStatistics::bytesRead).sum();
    }
}
