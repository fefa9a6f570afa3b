package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One examination of a store: its scratch prefix, and the answers so far. For one thread. */
public final class ProbeRun {

    private static final int NAME_BYTES = 8;

    /** What the scratch prefixes of all examinations lie below. */
    private static final String AREA = "siltstone-doctor/";

    private final Backends backends;
    private final ProbeListener listener;
    private final KeyPrefix scratch;
    private final List<ProbeResult> results = new ArrayList<>();

    private ProbeRun(Backends backends, ProbeListener listener, KeyPrefix scratch) {
        this.backends = backends;
        this.listener = listener;
        this.scratch = scratch;
    }

    static ProbeRun begin(Backends backends, ProbeListener listener) throws InvalidKeyException {
        byte[] name = new byte[NAME_BYTES];
        backends.runtime().random().nextBytes(name);
        return new ProbeRun(
                backends, listener, KeyPrefix.of(AREA + HexFormat.of().formatHex(name)));
    }

    /** One question. */
    @FunctionalInterface
    public interface Question {
        ProbeFinding answer() throws IOException;
    }

    /**
     * Asks; what goes wrong becomes {@link ProbeFinding.Verdict#UNKNOWN} with the reason.
     *
     * @throws CancelledException if the thread was interrupted
     */
    public ProbeFinding ask(String probe, Question question) throws CancelledException {
        requireWanted();
        ProbeFinding finding;
        try {
            finding = question.answer();
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            requireWanted();
            finding = ProbeFinding.unknown(e.reason());
        } catch (IOException e) {
            requireWanted();
            finding = ProbeFinding.unknown(String.valueOf(e.getMessage()));
        }
        ProbeResult result = new ProbeResult(probe, finding);
        results.add(result);
        listener.found(result);
        return finding;
    }

    private void requireWanted() throws CancelledException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(
                    ErrorContext.of(Operation.OPEN, "probe", scratch.value()), "the thread was interrupted");
        }
    }

    public Backends backends() {
        return backends;
    }

    public StoreRuntime runtime() {
        return backends.runtime();
    }

    /** What everything that is made lies below; nobody else has it. */
    public KeyPrefix scratch() {
        return scratch;
    }

    /** A key below the scratch prefix. */
    public ObjectKey key(String relative) throws InvalidKeyException {
        return scratch.key(relative);
    }

    /** What was found so far by the probe of that name. */
    public Optional<ProbeFinding> found(String probe) {
        return results.stream()
                .filter(result -> result.probe().equals(probe))
                .map(ProbeResult::finding)
                .findFirst();
    }

    /**
     * Removes what is below the scratch prefix, one by one, since a batch may be dishonest; also in a thread that was
     * interrupted, which then is so again.
     *
     * @return how many objects are left
     */
    public int clear(Backend store) throws StorageException {
        boolean interrupted = Thread.interrupted();
        try {
            for (ObjectKey key : keys(store)) {
                store.delete(key, Optional.empty());
            }
            int left = keys(store).size();
            Optional<KeyPrefix> area = scratch.parent();
            if (left == 0 && area.isPresent()) {
                store.removeDirectory(scratch);
                store.removeDirectory(area.get());
            }
            return left;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Marks the scratch prefix, so that what a killed examination leaves is known for what it is, and removes what others
     * have left so more than a day ago. Where that fails it stays for the next.
     */
    public void tidy(Backend store) throws StorageException {
        ObjectKey mark = key(AbandonedScratch.MARK);
        try {
            store.write(mark, Source.bytes(new byte[0]), WriteOptions.DEFAULT);
            Optional<ObjectStat> marked = store.stat(mark);
            Optional<KeyPrefix> area = scratch.parent();
            if (marked.isPresent() && area.isPresent()) {
                new AbandonedScratch(store, area.get(), marked.get().info().lastModified()).remove();
            }
        } catch (CancelledException e) {
            throw e;
        } catch (IOException e) {
            // The questions that follow tell what is wrong with the store.
            return;
        }
    }

    private List<ObjectKey> keys(Backend store) throws StorageException {
        List<ObjectKey> keys = new ArrayList<>();
        try (Listing<ObjectKey> listing = store.list(ListRequest.of(scratch))) {
            while (listing.hasNext()) {
                keys.add(listing.next());
            }
        }
        return keys;
    }

    /** The report of all answers. */
    public ProbeReport report(BackendConfig config, Set<String> pinned, int leftovers) {
        return new ProbeReport(results, config, pinned, leftovers);
    }
}
