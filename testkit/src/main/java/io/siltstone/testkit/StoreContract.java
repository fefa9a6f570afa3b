package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import org.junit.jupiter.api.Assumptions;

/** The hook of every contract: a test class says how to open a store and inherits the tests. */
public interface StoreContract {

    /** A store that is empty and of its own, however often it is asked for. */
    BackendFixture open() throws Exception;

    /** Skips the test, saying why, where the store has no such ability; that it refuses is another test. */
    static void assume(Backend backend, Capability capability) {
        Assumptions.assumeTrue(
                backend.capabilities().supports(capability), () -> "the store does not claim " + capability);
    }
}
