package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suites find nothing in the store; that says something because they find these. */
final class PlantedBugTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsCaught(PlantedBug bug) throws Exception {
        assertThat(PlantedRun.crashes(CrashSubject.REAL, bug.history()).told()).isEmpty();
        assertThat(PlantedRun.faults(CrashSubject.REAL, bug.history()).told()).isEmpty();

        Set<String> told = bug.told(scratch);
        System.out.println("planted bug " + bug + " caught with " + bug.history() + ": "
                + told.stream().findFirst().orElse("not"));
        assertThat(told).isNotEmpty();
    }
}
