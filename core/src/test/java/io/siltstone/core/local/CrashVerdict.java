package io.siltstone.core.local;

import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
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

    private static final int MOST_TOLD = 20;

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> toldOf = new HashSet<>();
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
        if (told.size() < MOST_TOLD && toldOf.add(id.split("#", 2)[0] + kind)) {
            told.add(id + ": " + kind + ": " + problem);
        }
    }

    /** What a store is asked to do. */
    interface Work {
        void run() throws IOException;
    }

    /** Does what must not fail. */
    void guarded(String what, Work work) {
        try {
            work.run();
        } catch (StorageException e) {
            fail(Kind.UNUSABLE, what + " fails: " + e);
        } catch (IOException | RuntimeException e) {
            fail(Kind.UNTYPED, what + " fails: " + e);
        } catch (AssertionError e) {
            fail(Kind.BROKEN, what + ": " + e.getMessage());
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

    /** The first problem of its kind in each history, with the id that replays it; not more than a few. */
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
