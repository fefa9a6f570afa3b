package io.siltstone.core.local;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a suite found: how much it tried, and all that went wrong. */
final class CrashVerdict {

    /** What can go wrong. */
    enum Kind {
        /** Acknowledged, and gone. */
        LOST,
        /** Visible, but never written like this. */
        WRONG,
        /** Left behind by what a sweep should have found. */
        UNSWEPT,
        /** Changed where the store has no business. */
        OUTSIDE,
        /** An error that is no {@code StorageException}. */
        UNTYPED,
        /** The store does not open, or refuses what it should do. */
        UNUSABLE,
        /** Another promise that is not kept. */
        BROKEN
    }

    private static final int MOST_TOLD = 10;

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Set<String> told = new LinkedHashSet<>();
    private String id = "";
    private boolean failedHere;
    private long tried;
    private long failed;
    private long bytesLost;

    /** What comes now is about this state. */
    void begin(String stateId) {
        id = stateId;
        failedHere = false;
        tried++;
    }

    void fail(Kind kind, String problem) {
        counts.merge(kind, 1, Integer::sum);
        if (!failedHere) {
            failedHere = true;
            failed++;
        }
        if (told.size() < MOST_TOLD) {
            told.add(id + ": " + kind + ": " + problem);
        }
    }

    void lost(long bytes) {
        bytesLost += bytes;
    }

    long tried() {
        return tried;
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    boolean isClean() {
        return failed == 0;
    }

    /** The first problems, each with the id that replays it. */
    Set<String> told() {
        return told;
    }

    /** One line of figures. */
    String line(String what) {
        return what + " tried " + tried + ", survived " + (tried - failed) + ", bytes lost " + bytesLost
                + ", wrong objects " + count(Kind.WRONG) + ", unswept " + count(Kind.UNSWEPT) + ", untyped errors "
                + count(Kind.UNTYPED);
    }
}
