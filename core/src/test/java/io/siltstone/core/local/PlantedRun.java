package io.siltstone.core.local;

import io.siltstone.core.Durability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes one history through the suites at {@code FULL}. */
final class PlantedRun {

    private static final int STATES_PER_POINT = 100;

    private PlantedRun() {}

    /** What the crash suite tells of the store as it was loaded. */
    static Set<String> told(String history) {
        return crashes(CrashSubject.REAL, history).told();
    }

    static CrashVerdict crashes(CrashSubject subject, String history) {
        CrashSuite suite = new CrashSuite(subject, STATES_PER_POINT, Optional.empty());
        histories(history).forEach(each -> suite.run(each, Durability.FULL));
        return suite.verdict();
    }

    static CrashVerdict faults(CrashSubject subject, String history) {
        CrashFaultSuite suite = new CrashFaultSuite(subject);
        suite.run(histories(history), List.of(CrashFault.EIO), Durability.FULL);
        return suite.verdict();
    }

    private static List<CrashHistory> histories(String name) {
        return CrashHistories.all().stream()
                .filter(history -> history.name().equals(name))
                .toList();
    }
}
