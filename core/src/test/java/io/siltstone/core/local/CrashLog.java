package io.siltstone.core.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that was done to a disk, from a state that was safe as a whole. */
final class CrashLog {

    /**
     * One step of the seam.
     *
     * @param label for people
     * @param changes what it did, at once for every program
     */
    record Step(String label, List<DiskChange> changes) {}

    private final List<Step> steps = new ArrayList<>();
    private Map<Long, CrashNode> start = Map.of();

    /** Forgets what was: all of this is safe. */
    void restart(Map<Long, CrashNode> safe) {
        start = Map.copyOf(safe);
        steps.clear();
    }

    void add(Step step) {
        steps.add(step);
    }

    /** How many steps there were. */
    int size() {
        return steps.size();
    }

    List<Step> steps() {
        return steps;
    }

    Map<Long, CrashNode> start() {
        return start;
    }
}
