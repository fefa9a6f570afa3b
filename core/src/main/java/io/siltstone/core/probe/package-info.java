/**
 * What a store really does, found out by trying: {@link io.siltstone.core.probe.StoreProbes} asks any store what the contract
 * promises, and a {@link io.siltstone.core.probe.StoreProbe} of its kind what is particular to it. Everything is tried below a
 * scratch prefix that is removed in the end.
 */
@NullMarked
package io.siltstone.core.probe;

import org.jspecify.annotations.NullMarked;
