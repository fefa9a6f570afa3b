/**
 * What a store has proven of its objects, kept in the store itself below {@code .siltstone/ledger/}: for each key the
 * version it was copied from, the version it became and the SHA-256 of both. Sorted segments, merged lazily, so that
 * neither reading nor writing one takes memory that grows with the number of objects.
 */
@NullMarked
package io.siltstone.jobs.ledger;

import org.jspecify.annotations.NullMarked;
