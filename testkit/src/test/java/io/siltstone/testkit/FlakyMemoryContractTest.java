package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.core.resilience.ResilientConfig;
import java.time.Duration;
import java.util.List;

/** The whole contract over a store of which every fifth call fails: what lies above does not notice. */
final class FlakyMemoryContractTest implements BackendContract {

    private static final List<Operation> LOSE_ANSWERS =
            List.of(Operation.WRITE, Operation.DELETE, Operation.DELETE_BATCH, Operation.REMOVE_DIRECTORY);

    /**
     * What the contract's race counts in. Where an answer is lost and another one writes before the store is asked again,
     * nobody can tell what became of the write, and the caller is told just that.
     */
    private static final String RACED = "counter";

    @Override
    public BackendFixture open() throws Exception {
        return ConfigFixture.of(new MemoryConfig("flaky"))
                .withLayer(FlakyMemoryContractTest::patient)
                .open();
    }

    private static Backend patient(Backend store) {
        FaultBackend faults = new FaultBackend(store);
        for (Operation operation : Operation.values()) {
            if (operation != Operation.CLOSE && operation != Operation.COMMIT) {
                faults.add(failing(operation, UnavailableException::new, 0.1));
                faults.add(failing(operation, TimeoutException::new, 0.05));
                faults.add(failing(operation, ConflictException::new, 0.02));
            }
        }
        for (Operation operation : LOSE_ANSWERS) {
            faults.add(FaultRule.on(operation, Fault.failAfter(OutcomeUnknownException::new))
                    .where(key -> !key.equals(RACED))
                    .withProbability(0.1));
        }
        faults.add(FaultRule.on(Operation.READ, Fault.cutBody(7)).withProbability(0.1));
        ResilientConfig config = ResilientConfig.of(store.config())
                .withBreaker(1_000_000, Duration.ofSeconds(30), 3)
                .withRetries(30, Duration.ofMillis(1), Duration.ofMillis(1))
                .withRetryBudget(1_000_000);
        return new ResilientBackend(faults, config, StoreRuntime.system().withSleeper(duration -> {}));
    }

    private static FaultRule failing(Operation operation, Fault.ErrorMaker error, double probability) {
        return FaultRule.on(operation, Fault.failBefore(error)).withProbability(probability);
    }
}
