/**
 * A layer for stores that fail for a while: it tries again what may be tried again, within a deadline and a budget, and
 * leaves a store alone that keeps failing. {@link io.siltstone.core.resilience.ResilientBackend} is the layer; which
 * error means what is one table.
 */
@NullMarked
package io.siltstone.core.resilience;

import org.jspecify.annotations.NullMarked;
