package io.siltstone.core.local;

import io.siltstone.core.Durability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was asked of a store, when, and what it answered: says what may be found after a crash at any step. */
final class CrashOracle {

    /** The content of an object. */
    record Value(byte[] bytes, Map<String, String> metadata) {}

    /** How a change ended. */
    enum Fate {
        ACKNOWLEDGED,
        /** It is there, but a power cut may take it. */
        VISIBLE,
        /** It is there or not: an error that says so, or an answer that was lost. */
        UNKNOWN,
        /** An error that says that nothing was done. */
        REFUSED
    }

    /** One change of one key. */
    static final class Change {
        private final Optional<Value> value;
        private final Durability level;
        private final int begun;
        private int ended = Integer.MAX_VALUE;
        private Fate fate = Fate.UNKNOWN;
        private Optional<String> version = Optional.empty();

        Change(Optional<Value> value, Durability level, int begun) {
            this.value = value;
            this.level = level;
            this.begun = begun;
        }
    }

    /**
     * What may be found under a key.
     *
     * @param values whole objects, or none
     * @param torn whether anything else may be there: a write that nothing was forced for
     * @param version of the one value that may be there, if that is known
     * @param promised how many bytes are lost when nothing of it is found
     */
    record Allowed(List<Optional<Value>> values, boolean torn, Optional<String> version, long promised) {}

    /**
     * A transfer that can be gone on with.
     *
     * @param proven how many of its bytes were forced by then
     * @param journalHolds whether all that its journal says must be so: no transfer was ever given up
     */
    record Resumable(CrashTransfer transfer, long proven, boolean journalHolds) {}

    private record Proof(CrashTransfer transfer, int step, long proven) {}

    private final CrashLog log;
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final List<Proof> proofs = new ArrayList<>();
    private boolean journalsHold = true;

    CrashOracle(CrashLog log) {
        this.log = log;
    }

    /** A change that begins now; none for the key may be under way. */
    Change begin(String key, Optional<Value> value, Durability level) {
        Change change = new Change(value, level, log.size());
        changes.computeIfAbsent(key, k -> new ArrayList<>()).add(change);
        return change;
    }

    void end(Change change, Fate fate, Optional<String> version) {
        change.ended = log.size();
        change.fate = fate;
        change.version = version;
    }

    /** So many bytes of the transfer outlive everything from now on. */
    void proven(CrashTransfer transfer, long bytes) {
        proofs.add(new Proof(transfer, log.size(), bytes));
    }

    /** Nothing of the transfer has to be there any more. */
    void givenUp(CrashTransfer transfer) {
        journalsHold = false;
        proven(transfer, 0);
    }

    /** No transfer has to be there any more. */
    void abandonTransfers() {
        journalsHold = false;
        List.copyOf(proofs).forEach(proof -> proven(proof.transfer(), 0));
    }

    /** Everything is safe as it is now. */
    void settle() {
        changes.replaceAll((key, all) -> {
            Change safe = new Change(now(key), Durability.FULL, 0);
            safe.ended = 0;
            safe.fate = Fate.ACKNOWLEDGED;
            safe.version = all.get(all.size() - 1).version;
            return new ArrayList<>(List.of(safe));
        });
        List<Proof> kept = proofs.stream()
                .map(proof -> new Proof(proof.transfer(), 0, proof.proven()))
                .toList();
        proofs.clear();
        proofs.addAll(kept);
    }

    /** All keys that anything was done to. */
    Set<String> keys() {
        return changes.keySet();
    }

    /** What is there while all goes well. */
    Optional<Value> now(String key) {
        List<Change> done = changes.getOrDefault(key, List.of()).stream()
                .filter(change -> change.fate == Fate.ACKNOWLEDGED)
                .toList();
        return done.isEmpty() ? Optional.empty() : done.get(done.size() - 1).value;
    }

    /** The same for two moments between which nothing was asked or answered. */
    String moment(int steps) {
        long begun = changes.values().stream()
                .flatMap(List::stream)
                .filter(change -> change.begun <= steps)
                .count();
        long ended = changes.values().stream()
                .flatMap(List::stream)
                .filter(change -> change.ended <= steps)
                .count();
        long proven = proofs.stream().filter(proof -> proof.step() <= steps).count();
        return begun + "/" + ended + "/" + proven;
    }

    /** What may be found after a crash. */
    Map<String, Allowed> after(int steps, boolean powerCut) {
        Map<String, Allowed> allowed = new LinkedHashMap<>();
        changes.forEach((key, all) -> allowed.put(key, allowed(all, steps, powerCut)));
        return allowed;
    }

    private static Allowed allowed(List<Change> all, int steps, boolean powerCut) {
        List<Change> possible = new ArrayList<>();
        boolean sure = false;
        for (Change change : all) {
            boolean ended = change.ended <= steps;
            if (change.begun <= steps && !(ended && change.fate == Fate.REFUSED)) {
                boolean floor =
                        ended && change.fate == Fate.ACKNOWLEDGED && (!powerCut || change.level == Durability.FULL);
                if (floor) {
                    possible.clear();
                    sure = true;
                }
                possible.add(change);
            }
        }
        List<Optional<Value>> values = new ArrayList<>();
        if (!sure) {
            values.add(Optional.empty());
        }
        possible.forEach(change -> values.add(change.value));
        boolean torn = powerCut
                && possible.stream().anyMatch(change -> change.level == Durability.NONE && change.value.isPresent());
        Optional<String> version = sure && possible.size() == 1 ? possible.get(0).version : Optional.empty();
        long promised = sure
                ? possible.get(0)
                        .value
                        .map(value -> (long) value.bytes().length)
                        .orElse(0L)
                : 0;
        return new Allowed(values, torn, version, promised);
    }

    /** The transfers that can be resumed after a crash. */
    List<Resumable> transfers(int steps) {
        Map<CrashTransfer, Resumable> last = new LinkedHashMap<>();
        for (Proof proof : proofs) {
            if (proof.step() <= steps) {
                last.put(proof.transfer(), new Resumable(proof.transfer(), proof.proven(), journalsHold));
            }
        }
        return List.copyOf(last.values());
    }
}
