/**
 * Comparisons in one run with what a peer does for the same work. Ratios count, single numbers do not; nothing here is
 * published or tested for time.
 */
@NullMarked
package io.siltstone.benchmarks;

import org.jspecify.annotations.NullMarked;
