package io.siltstone.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every content that each key was to have, in order, and which one was acknowledged last before the power went. Of an
 * operation that failed or was under way then, nobody knows. For many threads.
 */
final class CutHistory {

    private final Map<String, List<String>> begun = new HashMap<>();
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private final List<String> untyped = new ArrayList<>();
    private boolean doubtful;
    private int acks;

    /** Takes a line of a {@link Report}. */
    synchronized void accept(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "begin" -> versions(words[1]).add(words[2]);
            case "ack" -> {
                if (!doubtful) {
                    acknowledged.put(words[1], versions(words[1]).size() - 1);
                    acks++;
                }
            }
            case "fail" -> {
                // What was begun stays possible.
            }
            default -> untyped.add(line);
        }
        notifyAll();
    }

    private List<String> versions(String key) {
        return begun.computeIfAbsent(key, k -> new ArrayList<>(List.of(Report.ABSENT)));
    }

    /** From now on an acknowledgement may come after the cut, and proves nothing. */
    synchronized void doubt() {
        doubtful = true;
    }

    /** Returns once so many changes are acknowledged. */
    synchronized void awaitAcks(int number) throws InterruptedException {
        while (acks < number && untyped.isEmpty()) {
            wait();
        }
    }

    synchronized int acks() {
        return acks;
    }

    synchronized Set<String> keys() {
        return new TreeSet<>(begun.keySet());
    }

    /** What the key may have if nothing that was acknowledged is lost. */
    synchronized Set<String> kept(String key) {
        List<String> versions = versions(key);
        return new LinkedHashSet<>(versions.subList(acknowledged.getOrDefault(key, 0), versions.size()));
    }

    /** What the key ever had or was to have. */
    synchronized Set<String> ever(String key) {
        return new LinkedHashSet<>(versions(key));
    }

    synchronized List<String> untyped() {
        return List.copyOf(untyped);
    }
}
