package io.siltstone.jobs.ledger;

import io.siltstone.core.Storage;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.ledger.LedgerManifest.Segment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The ledger that a target keeps of what came from one source. Several runs may read and write it at once. What it says is
 * a proof about versions, never an order of events: an entry about other versions than those that are there is no harm.
 *
 * <p>A manifest names sorted segments. A run adds small ones as it goes, and merges eight of a kind into one, so that each
 * line is rewritten only a few times in its life.
 */
public final class Ledger {

    private final Storage target;
    private final SystemObjects system;
    private final String id;
    private final String source;
    private final InstantSource clock;
    private final SharedText text;
    private final LedgerManifest opened;

    private Ledger(Storage target, String source, InstantSource clock) throws StorageException {
        this.target = target;
        this.system = SystemObjects.of(target.backend());
        this.id = LedgerIndex.id(source);
        this.source = source;
        this.clock = clock;
        this.text = new SharedText(target, name("manifest"));
        this.opened = parse(text.read().orElse(""));
    }

    /**
     * The ledger as it is now; an empty one where there is none. Writes nothing.
     *
     * @param target the store that keeps it
     * @param source where the objects come from; the same text each time
     * @param clock for when segments were merged
     */
    public static Ledger open(Storage target, String source, InstantSource clock) throws StorageException {
        return new Ledger(target, source, clock);
    }

    /** Reads the entries, in the order of keys. */
    public LedgerCursor cursor() {
        return new LedgerCursor(this::openLines);
    }

    private MergedLines openLines() throws StorageException {
        return MergedLines.open(
                system,
                opened.segments().stream().map(segment -> name(segment.name())).toList());
    }

    /**
     * Notes entries, in the order of keys.
     *
     * @param run names the run; never used before; of a-z and 0-9
     */
    public LedgerRecorder recorder(String run) {
        return new LedgerRecorder(this, run);
    }

    SystemObjects system() {
        return system;
    }

    String name(String part) {
        return id + "/" + part;
    }

    Instant now() {
        return clock.instant();
    }

    /** The segments that were there when this was opened. */
    List<Segment> openedSegments() {
        return opened.segments();
    }

    /** Changes the manifest; gives what it is then. */
    LedgerManifest update(UnaryOperator<LedgerManifest> change) throws StorageException {
        text.update(before -> {
            LedgerManifest manifest = parse(before);
            LedgerManifest after = change.apply(manifest);
            return after.equals(manifest) ? before : after.text();
        });
        return parse(text.read().orElse(""));
    }

    /** Makes the ledger known to who looks for all of them. */
    void register() throws StorageException {
        LedgerIndex.add(target, id);
    }

    private LedgerManifest parse(String manifest) {
        // One that is damaged says nothing that could be trusted: what it knew is proven anew.
        Optional<LedgerManifest> parsed = LedgerManifest.parse(manifest);
        return parsed.orElseGet(() -> LedgerManifest.empty(source));
    }
}
