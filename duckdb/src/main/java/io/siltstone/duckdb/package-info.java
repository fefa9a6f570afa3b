/**
 * Import and query through an embedded DuckDB, each in a package of its own. DuckDB computes; what a store publishes goes
 * through {@link io.siltstone.core.Storage} alone, and no type of DuckDB or of JDBC is in a signature for callers.
 */
@NullMarked
package io.siltstone.duckdb;

import org.jspecify.annotations.NullMarked;
