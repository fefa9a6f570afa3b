package io.siltstone.duckdb.importer;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.layout.Partition;
import java.nio.file.Path;

/**
 * The file of one partition, before it is published.
 *
 * @param partition where its rows belong
 * @param file where it is
 * @param rows how many rows DuckDB has written to it
 * @param sizeBytes its length
 * @param key where it will be
 */
record WrittenPartition(Partition partition, Path file, long rows, long sizeBytes, ObjectKey key) {}
