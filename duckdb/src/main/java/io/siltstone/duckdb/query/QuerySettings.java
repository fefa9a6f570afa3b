package io.siltstone.duckdb.query;

import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.files.QueryCache;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How queries are run.
 *
 * @param engine what the engine may use of the machine
 * @param timeLimit how long one query may take until its result is closed; empty for as long as it takes
 * @param progress told how far a query is
 * @param cache keeps the files of a store that is not on this machine; empty to fetch them for each query anew
 */
public record QuerySettings(
        DuckDbSettings engine, Optional<Duration> timeLimit, QueryProgress progress, Optional<QueryCache> cache) {

    /** The engine's own rules, no limit of time, and nobody told. */
    public static final QuerySettings DEFAULT =
            new QuerySettings(DuckDbSettings.DEFAULT, Optional.empty(), QueryProgress.NONE, Optional.empty());

    public QuerySettings {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(cache, "cache");
        timeLimit.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("timeLimit must be positive: " + limit);
            }
        });
    }

    public QuerySettings withEngine(DuckDbSettings other) {
        return new QuerySettings(other, timeLimit, progress, cache);
    }

    public QuerySettings withTimeLimit(Duration other) {
        return new QuerySettings(engine, Optional.of(other), progress, cache);
    }

    public QuerySettings withProgress(QueryProgress other) {
        return new QuerySettings(engine, timeLimit, other, cache);
    }

    public QuerySettings withCache(QueryCache other) {
        return new QuerySettings(engine, timeLimit, progress, Optional.of(other));
    }
}
