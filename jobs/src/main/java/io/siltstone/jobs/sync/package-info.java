/**
 * Copies what differs from one store to another: both are listed side by side in the order of keys, what is proven equal is
 * passed over, the rest is copied whole, verified, and noted in the target's ledger. Large objects go on where an earlier
 * run was stopped.
 */
@NullMarked
package io.siltstone.jobs.sync;

import org.jspecify.annotations.NullMarked;
