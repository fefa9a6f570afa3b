package io.siltstone.torture;

import io.siltstone.core.Durability;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Which faults are tried at which calls: all of them, or some of each sort, the same for the same seed. */
final class TrialPlanner {

    /** Tells the calls of a scenario. */
    interface Counter {
        List<CallKind> calls(Trial counting) throws IOException, InterruptedException;
    }

    private final Counter counter;
    private final long seed;
    private int number;

    TrialPlanner(Counter counter, long seed) {
        this.counter = counter;
        this.seed = seed;
    }

    /**
     * Trials of every scenario with every fault.
     *
     * @param count how many; as many from each pair of scenario and fault as can be
     */
    List<Trial> some(int count) throws IOException, InterruptedException {
        Map<String, Deque<Trial>> sorts = new TreeMap<>();
        for (Trial trial : all()) {
            sorts.computeIfAbsent(trial.scenario() + " " + trial.fault(), sort -> new ArrayDeque<>())
                    .add(trial);
        }
        List<Deque<Trial>> turns = shuffled(new ArrayList<>(sorts.values()), seed);
        List<Trial> chosen = new ArrayList<>();
        while (chosen.size() < count && !turns.isEmpty()) {
            for (Deque<Trial> sort : turns) {
                chosen.add(sort.remove());
            }
            turns.removeIf(Deque::isEmpty);
        }
        return chosen.subList(0, Math.min(count, chosen.size()));
    }

    /** Every fault at every call that it can meet, of every scenario at every level, in some order. */
    List<Trial> all() throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Durability durability : Durability.values()) {
                Trial counting = Trial.counting(number++, scenario, durability, seed);
                List<CallKind> calls = counter.calls(counting);
                for (int i = 0; i < calls.size(); i++) {
                    for (Fault fault : Fault.values()) {
                        if (fault.canMeet(calls.get(i))) {
                            trials.add(counting.with(number++, i + 1, fault, calls.get(i)));
                        }
                    }
                }
            }
        }
        return shuffled(trials, seed);
    }

    private static <T> List<T> shuffled(List<T> list, long seed) {
        Collections.shuffle(list, new Random(seed));
        return list;
    }
}
