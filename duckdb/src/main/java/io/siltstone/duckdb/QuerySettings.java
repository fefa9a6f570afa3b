package io.siltstone.duckdb;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How queries are run.
 *
 * @param engine what the engine may use of the machine
 * @param timeLimit how long one query may take until its result is closed; empty for as long as it takes
 * @param progress told how far a query is
 */
public record QuerySettings(DuckDbSettings engine, Optional<Duration> timeLimit, QueryProgress progress) {

    /** The engine's own rules, no limit of time, and nobody told. */
    public static final QuerySettings DEFAULT =
            new QuerySettings(DuckDbSettings.DEFAULT, Optional.empty(), QueryProgress.NONE);

    public QuerySettings {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(progress, "progress");
        timeLimit.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("timeLimit must be positive: " + limit);
            }
        });
    }

    public QuerySettings withEngine(DuckDbSettings other) {
        return new QuerySettings(other, timeLimit, progress);
    }

    public QuerySettings withTimeLimit(Duration other) {
        return new QuerySettings(engine, Optional.of(other), progress);
    }

    public QuerySettings withProgress(QueryProgress other) {
        return new QuerySettings(engine, timeLimit, other);
    }
}
