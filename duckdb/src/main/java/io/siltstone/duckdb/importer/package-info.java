/**
 * Import of CSV, JSON and Parquet into time-partitioned files. {@link io.siltstone.duckdb.importer.Importer} is where it
 * begins; what is stored goes through {@link io.siltstone.core.Storage} alone.
 */
@NullMarked
package io.siltstone.duckdb.importer;

import org.jspecify.annotations.NullMarked;
