package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Durability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suites find nothing in the store; that says something because they find these. */
final class PlantedBugTest {

    private static final int STATES_PER_POINT = 100;

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsCaught(PlantedBug bug) {
        List<CrashHistory> histories = CrashHistories.all().stream()
                .filter(history -> history.name().equals(bug.history()))
                .toList();

        assertThat(verdict(CrashSubject.REAL, bug.suite(), histories).told()).isEmpty();
        CrashVerdict caught = verdict(bug, bug.suite(), histories);
        System.out.println("planted bug " + bug + " caught by " + bug.suite() + " with " + bug.history() + ": "
                + caught.told().stream().findFirst().orElse("not"));
        assertThat(caught.isClean()).isFalse();
    }

    private static CrashVerdict verdict(CrashSubject subject, PlantedBug.Suite which, List<CrashHistory> histories) {
        if (which == PlantedBug.Suite.FAULTS) {
            CrashFaultSuite suite = new CrashFaultSuite(subject);
            suite.run(histories, List.of(CrashFault.EIO), Durability.FULL);
            return suite.verdict();
        }
        CrashSuite suite = new CrashSuite(subject, STATES_PER_POINT, Optional.empty());
        histories.forEach(history -> suite.run(history, Durability.FULL));
        return suite.verdict();
    }
}
