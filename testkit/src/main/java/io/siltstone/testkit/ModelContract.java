package io.siltstone.testkit;

import io.siltstone.core.Capability;
import org.junit.jupiter.api.Test;

/**
 * Random operations, compared with a sorted map after each. A run is told by its seed alone: a failing one is reported
 * with the operations that led to it, and is run again, alone, by {@code -Dsiltstone.model.seed=<seed>}.
 */
public interface ModelContract extends StoreContract {

    /** The system property that names the one seed to run. */
    String SEED_PROPERTY = "siltstone.model.seed";

    /** How many seeds a build tries. */
    int SEEDS = 200;

    /** As {@link #SEEDS}; fewer where each operation goes over a network. */
    default int seeds() {
        return SEEDS;
    }

    /** How many operations a seed makes. */
    int OPERATIONS = 40;

    @Test
    default void randomOperationsAgreeWithTheModel() throws Exception {
        Long only = Long.getLong(SEED_PROPERTY);
        if (only != null) {
            run(only);
            return;
        }
        for (long seed = 0; seed < seeds(); seed++) {
            run(seed);
        }
    }

    private void run(long seed) throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            ModelRun run = new ModelRun(fixture, seed);
            try {
                for (int i = 0; i < OPERATIONS; i++) {
                    run.step();
                }
                run.checkAll();
            } catch (AssertionError | Exception e) {
                throw new AssertionError(
                        "seed " + seed + " fails; run it alone with -D" + SEED_PROPERTY + "=" + seed
                                + "\noperations so far:\n" + run.trace() + "\n" + e,
                        e);
            }
        }
    }
}
