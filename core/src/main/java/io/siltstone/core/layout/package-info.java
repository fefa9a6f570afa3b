/**
 * Where rows of a time lie, and which files hold the rows of a time: names of tables, the layout {@code YYYY/MM/DD/HH} in
 * UTC, and pruning. Writers and readers share one calendar here ({@link io.siltstone.core.layout.PartitionPath} reads
 * back what {@link io.siltstone.core.layout.Partition} writes), and what a path does not say is never assumed: it counts
 * as any time. Nothing here does I/O but through the listing roles that {@link io.siltstone.core.layout.Pruner} is given.
 */
@NullMarked
package io.siltstone.core.layout;

import org.jspecify.annotations.NullMarked;
