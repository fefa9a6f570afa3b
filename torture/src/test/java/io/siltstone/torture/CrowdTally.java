package io.siltstone.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the threads of one machine of a crowd did and saw. For many threads. */
final class CrowdTally {

    static final String WON = "won ";
    static final String UNEXPECTED = "unexpected ";

    /** What is counted. */
    enum Count {
        WRITES,
        READS,
        TORN,
        DELETES,
        SWEEPS,
        TAKEN,
        LOST_RACES,
        ADDITIONS
    }

    private final Map<Count, AtomicLong> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    void add(Count count, long number) {
        counts.computeIfAbsent(count, c -> new AtomicLong()).addAndGet(number);
    }

    /** This machine has created the object. */
    void won(String key, Content content) {
        told.add(WON + key + ' ' + content);
    }

    void unexpected(Exception e) {
        told.add(UNEXPECTED + e.toString().replace('\n', ' '));
    }

    /** Lets those end who work as long as others do. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** All of it, one fact a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(told);
        counts.forEach((count, number) -> lines.add(count + " " + number));
        return lines;
    }
}
