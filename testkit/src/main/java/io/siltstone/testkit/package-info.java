/**
 * What proves a backend: the storage contract as JUnit interfaces, one for each area; a model that random operations are
 * compared with; a layer that injects faults; clocks and randomness in the hands of a test.
 *
 * <p>A backend runs everything with one class:
 *
 * <pre>{@code
 * final class LocalContractTest implements BackendContract {
 *     @TempDir Path root;
 *
 *     @Override
 *     public BackendFixture open() throws Exception {
 *         return ConfigFixture.of(new LocalConfig(root)).withKeyConflicts().withPersistence().open();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.siltstone.testkit;

import org.jspecify.annotations.NullMarked;
