/**
 * Import and query through an embedded DuckDB. DuckDB computes; what a store publishes goes through {@link
 * io.siltstone.core.Storage} alone, and no type of DuckDB or of JDBC is in a public signature.
 */
@NullMarked
package io.siltstone.duckdb;

import org.jspecify.annotations.NullMarked;
