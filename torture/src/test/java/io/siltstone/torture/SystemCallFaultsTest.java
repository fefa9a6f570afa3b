package io.siltstone.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills, errors and short counts at the system calls of a real Java machine: what was acknowledged is there, what failed
 * is as before, nothing half is visible, every error has a type, and nothing staged outlives the sweep.
 */
final class SystemCallFaultsTest {

    /** Of all faults at all calls there are more than these. */
    private static final int FEWEST = 2000;

    @TempDir
    Path directory;

    @Test
    void theStoreOutlivesEveryFault() throws Exception {
        Path real = directory.toRealPath();
        FaultLibrary library = FaultLibrary.compile(real);
        assumeTrue(library.missing().isEmpty(), "no system call can be made to fail: " + library.missing());
        try (FaultRuns runs = new FaultRuns(real, library)) {
            TrialPlanner planner = new TrialPlanner(runs::calls, Scale.seed());
            List<Trial> trials = planner.some(Scale.calls());
            for (Trial trial : trials) {
                runs.run(trial);
            }
            runs.sweepLeftovers();
            System.out.println(runs.tally());
            assertThat(runs.tally().problems()).isEmpty();
            assertThat(runs.tally().tried()).isEqualTo(trials.size());
            assertThat(trials).hasSizeGreaterThanOrEqualTo(Math.min(Scale.calls(), FEWEST));
        }
    }
}
