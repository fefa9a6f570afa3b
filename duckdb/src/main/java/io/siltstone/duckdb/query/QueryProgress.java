package io.siltstone.duckdb.query;

/** Told how far a running query is, some times a second, from a thread of its own. */
@FunctionalInterface
public interface QueryProgress {

    /** Tells nobody. */
    QueryProgress NONE = fraction -> {};

    /** @param fraction of the work that is done by DuckDB's own estimate, from 0 to 1; may go back */
    void onProgress(double fraction);
}
