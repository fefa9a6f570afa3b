package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelContractTest {

    @Test
    void aSeedAlwaysMakesTheSameOperations() throws Exception {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    @Test
    void aFailureTellsTheSeedAndTheWayThere() {
        ModelContract broken = () -> ConfigFixture.of(new MemoryConfig("model"))
                .withLayer(NeverEmpty::new)
                .open();
        assertThatThrownBy(broken::randomOperationsAgreeWithTheModel)
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)seed \\d+ fails; run it alone with -Dsiltstone.model.seed=\\d+\n.*")
                .hasMessageContaining("remove directory");
    }

    @Test
    void theSeedsComeByEveryOperation() throws Exception {
        List<String> lines = new ArrayList<>();
        for (long seed = 0; seed < 50; seed++) {
            lines.addAll(trace(seed).lines().toList());
        }
        for (String operation : List.of(
                "write",
                "create",
                "replace",
                "write too little",
                "abandon",
                "delete",
                "delete batch",
                "copy",
                "transfer",
                "read",
                "stat",
                "list",
                "entries",
                "remove directory",
                "reopen")) {
            assertThat(lines).anyMatch(line -> line.startsWith(operation));
        }
    }

    private static String trace(long seed) throws Exception {
        try (BackendFixture fixture =
                ConfigFixture.of(new MemoryConfig("model")).open()) {
            ModelRun run = new ModelRun(fixture, seed);
            for (int i = 0; i < ModelContract.OPERATIONS; i++) {
                run.step();
            }
            return run.trace();
        }
    }

    private static final class NeverEmpty extends ForwardingBackend {
        NeverEmpty(Backend inner) {
            super(inner);
        }

        @Override
        public boolean removeDirectory(KeyPrefix prefix) {
            return false;
        }
    }
}
