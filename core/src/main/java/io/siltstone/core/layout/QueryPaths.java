package io.siltstone.core.layout;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreLocation;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a query engine reads for a table, as globs of DuckDB that begin with the place of the store. The place is what the
 * backend says of itself, so that every layer over it answers as it does, prefixes included; globs in that place are
 * escaped. Asks nothing of the store: a glob may match nothing, which engines take for an error. {@link Pruner} gives
 * what is there.
 *
 * <p>The counterpart of the reference's GetStoragePath, GetQueryPath, GetQueryPathRange and GetLocalBasePath; that of its
 * SanitizeS3Prefix is {@link KeyPrefix#of(String)}, where a bad prefix is an error.
 */
public final class QueryPaths {

    private final StoreLocation location;

    private QueryPaths(StoreLocation location) {
        this.location = location;
    }

    /** The paths in the backend's store. */
    public static QueryPaths of(Backend backend) {
        return new QueryPaths(backend.location());
    }

    /** The paths in the store there. */
    public static QueryPaths of(StoreLocation location) {
        return new QueryPaths(location);
    }

    /** All Parquet files of the table, at whatever depth. */
    public String storagePath(TableName table) {
        return absolute(PartitionGlobs.escape(table.prefix().directory()) + "**/*.parquet");
    }

    /**
     * The files of a year.
     *
     * @throws IllegalArgumentException unless it is 0 to 9999
     */
    public List<String> queryPath(TableName table, int year) {
        return within(table, start(year, 1, 1, 0), ChronoUnit.YEARS);
    }

    /**
     * The files of a month.
     *
     * @throws IllegalArgumentException unless there is such a month
     */
    public List<String> queryPath(TableName table, int year, int month) {
        return within(table, start(year, month, 1, 0), ChronoUnit.MONTHS);
    }

    /**
     * The files of a day, and those of its month.
     *
     * @throws IllegalArgumentException unless there is such a day
     */
    public List<String> queryPath(TableName table, int year, int month, int day) {
        return within(table, start(year, month, day, 0), ChronoUnit.DAYS);
    }

    /**
     * The files of an hour, 0 for the one that begins at midnight, and those of its day and month.
     *
     * @throws IllegalArgumentException unless there is such an hour
     */
    public List<String> queryPath(TableName table, int year, int month, int day, int hour) {
        return within(table, start(year, month, day, hour), ChronoUnit.HOURS);
    }

    /**
     * The files of the days of UTC that the range meets, and those of the months of these days; nothing for an empty
     * range. The end is exclusive: one at midnight does not meet the day that it begins.
     */
    public List<String> queryPathRange(TableName table, TimeRange range) {
        TimeRange within = range.intersect(PartitionUnit.EXPRESSIBLE);
        if (within.isEmpty()) {
            return List.of();
        }
        Optional<Instant> start =
                range.start().filter(PartitionUnit.EXPRESSIBLE::contains).map(PartitionUnit.DAY::floor);
        Optional<Instant> end = range.end()
                .map(bound -> bound.minusNanos(1))
                .filter(PartitionUnit.EXPRESSIBLE::contains)
                .map(PartitionUnit.DAY::next);
        return globs(table, new TimeRange(start, end));
    }

    /** Where an engine finds one object, as a glob that matches it alone. */
    public String objectPath(ObjectKey key) {
        return PartitionGlobs.escape(location.of(key));
    }

    /** The directory that holds the keys as files; empty for stores that are not on this machine's disks. */
    public Optional<Path> localBasePath() {
        return location.localPath();
    }

    private List<String> within(TableName table, LocalDateTime start, ChronoUnit unit) {
        return globs(
                table,
                TimeRange.of(
                        start.toInstant(ZoneOffset.UTC), start.plus(1, unit).toInstant(ZoneOffset.UTC)));
    }

    private List<String> globs(TableName table, TimeRange range) {
        return PartitionGlobs.of(range).texts(table.prefix()).stream()
                .map(this::absolute)
                .toList();
    }

    /** A glob of keys, as one of places. */
    String absolute(String glob) {
        return PartitionGlobs.escape(location.root()) + "/" + glob;
    }

    private static LocalDateTime start(int year, int month, int day, int hour) {
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("the year must lie between 0 and 9999: " + year);
        }
        try {
            return LocalDateTime.of(year, month, day, hour, 0);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
