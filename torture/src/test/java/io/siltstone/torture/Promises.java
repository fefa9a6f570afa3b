package io.siltstone.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a store may show, from the lines of a {@link Report}: what was acknowledged is there; what failed has left the old
 * object, or, where the error says so, the new one; what was under way when its process ended is old or new.
 */
final class Promises {

    private final Map<String, String> settled = new HashMap<>();
    private final Map<String, String> pending = new HashMap<>();
    private final Map<String, String> open = new HashMap<>();
    private final Set<String> gone = new TreeSet<>();
    private final List<String> broken = new ArrayList<>();
    private boolean faulty;
    private int untyped;

    /** From now on a failure is part of the play, or is none again. */
    void setFaulty(boolean faulty) {
        this.faulty = faulty;
    }

    void accept(String line) {
        String[] words = line.split(" ", 3);
        String key = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "begin" -> pending.put(key, words[2]);
            case "ack" -> ack(key);
            case "fail" -> fail(key, words[2]);
            case "gone" -> gone.add(key);
            case "untyped" -> {
                untyped++;
                broken.add(line);
            }
            default -> broken.add("not understood: " + line);
        }
    }

    private void ack(String key) {
        if (!key.equals(Report.ABSENT)) {
            open.remove(key);
            settled.put(key, take(key));
        }
    }

    private String take(String key) {
        String content = pending.remove(key);
        return content == null ? Report.ABSENT : content;
    }

    private void fail(String key, String error) {
        boolean tookPlace = error.startsWith("DurabilityUnknownException");
        boolean refused = error.startsWith("AlreadyExistsException") && isPresent(key);
        if (!faulty && !refused) {
            broken.add("without a fault, " + key + ": " + error);
        }
        if (key.equals(Report.ABSENT)) {
            return;
        }
        String content = take(key);
        if (tookPlace) {
            open.remove(key);
            settled.put(key, content);
        } else if (error.startsWith("OutcomeUnknownException")) {
            open.put(key, content);
        }
    }

    private boolean isPresent(String key) {
        return !settled.getOrDefault(key, Report.ABSENT).equals(Report.ABSENT);
    }

    /** Every key that was ever named. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>(settled.keySet());
        keys.addAll(pending.keySet());
        keys.addAll(open.keySet());
        return keys;
    }

    /** What may be seen under the key. */
    Set<String> allowed(String key) {
        Set<String> allowed = new TreeSet<>();
        allowed.add(settled.getOrDefault(key, Report.ABSENT));
        for (Map<String, String> maybe : List.of(pending, open)) {
            if (maybe.containsKey(key)) {
                allowed.add(maybe.get(key));
            }
        }
        return allowed;
    }

    /** What was seen is so from now on; what was under way has ended. */
    void settle(String key, String seen) {
        pending.remove(key);
        open.remove(key);
        settled.put(key, seen);
    }

    /** The directories that are said to be gone. */
    Set<String> gone() {
        return gone;
    }

    /** Promises that were broken in the telling already. */
    List<String> broken() {
        return broken;
    }

    int untyped() {
        return untyped;
    }
}
