/**
 * The embedded engine as this module uses it: connections that are confined to directories, statements that can be
 * watched, failures that become errors of storage. Not for callers: it changes with DuckDB.
 */
@NullMarked
package io.siltstone.duckdb.engine;

import org.jspecify.annotations.NullMarked;
