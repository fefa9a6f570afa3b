/**
 * What a Parquet file says of itself in its footer, read without Hadoop: rows, columns, metadata and the range of each
 * column, and from these the first and last time of the file's rows. Footers come from strangers, so that everything in
 * them is checked before memory is given to it. No type of the Parquet library is in a public signature.
 */
@NullMarked
package io.siltstone.parquet;

import org.jspecify.annotations.NullMarked;
