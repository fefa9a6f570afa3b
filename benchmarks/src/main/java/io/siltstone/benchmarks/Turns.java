package io.siltstone.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sides that do the same work, run in turn (A B C A B C …), so that a busy machine slows all of them. */
final class Turns {

    private final Map<String, Side> sides = new LinkedHashMap<>();

    /** What one side does. */
    @FunctionalInterface
    interface Side {

        /** Does the work once; what is returned must be the same for every side. */
        Object run() throws Exception;
    }

    /** Adds a side. */
    Turns side(String name, Side side) {
        sides.put(name, side);
        return this;
    }

    /**
     * Runs all sides in turn and compares what they found.
     *
     * @param rounds how often each is timed
     * @param warmups how often each runs before that
     */
    Map<String, Times> run(int rounds, int warmups) throws Exception {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Map<String, List<Double>> cpuMillis = new LinkedHashMap<>();
        sides.keySet().forEach(name -> millis.put(name, new ArrayList<>()));
        sides.keySet().forEach(name -> cpuMillis.put(name, new ArrayList<>()));
        for (int round = -warmups; round < rounds; round++) {
            List<Object> found = new ArrayList<>();
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                double cpuBefore = Machine.cpuMillis();
                long started = System.nanoTime();
                found.add(side.getValue().run());
                double took = (System.nanoTime() - started) / 1e6;
                if (round >= 0) {
                    millis.getOrDefault(side.getKey(), List.of()).add(took);
                    cpuMillis.getOrDefault(side.getKey(), List.of()).add(Machine.cpuMillis() - cpuBefore);
                }
            }
            if (found.stream().distinct().count() != 1) {
                throw new IllegalStateException("the sides do not agree: " + sides.keySet() + " found " + found);
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        millis.forEach((name, all) -> times.put(name, new Times(all, cpuMillis.getOrDefault(name, List.of()))));
        return times;
    }
}
