/**
 * What import and query both look at in a store: the ends of a table, directories seen once, and copies of files that are
 * not on this machine. Callers open {@link io.siltstone.duckdb.files.QueryCache}; the rest is not for them.
 */
@NullMarked
package io.siltstone.duckdb.files;

import org.jspecify.annotations.NullMarked;
