/**
 * SQL over measurements, reading only the files that the bounds of the query meet. {@link
 * io.siltstone.duckdb.query.QueryEngine} is where it begins.
 */
@NullMarked
package io.siltstone.duckdb.query;

import org.jspecify.annotations.NullMarked;
