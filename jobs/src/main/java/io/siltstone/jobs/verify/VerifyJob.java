package io.siltstone.jobs.verify;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.jobs.ledger.LedgerCursor;
import io.siltstone.jobs.ledger.LedgerEntry;
import io.siltstone.jobs.ledger.LedgerIndex;
import io.siltstone.jobs.sync.SyncScope;
import io.siltstone.jobs.work.OrderedWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Checks what lies below a prefix: that the Parquet files can be read; on request, that the times in them lie in the window
 * that their path claims, which is what pruning by path rests on, that all bytes are what they were when they were
 * stored, and that another store holds the same. Tells what dead writers left behind. Changes nothing. An object that
 * disappears meanwhile is counted and no offence; a failure of the store ends the job.
 */
public final class VerifyJob {

    private final VerifyListener listener;
    private final List<VerifyFinding> findings = new ArrayList<>();
    private long filesChecked;
    private long bytesChecked;
    private long bytesRead;
    private long hashesChecked;
    private long rows;
    private long otherObjects;
    private long vanished;

    private VerifyJob(VerifyListener listener) {
        this.listener = listener;
    }

    /** What came of one object. */
    private record Outcome(Optional<ObjectVerification.Result> result, Optional<VerifyFinding> missing) {}

    /** Verifies what the request names, with no other store. */
    public static VerifyReport run(Storage storage, VerifyRequest request, Executor executor, VerifyListener listener)
            throws StorageException {
        return run(storage, Optional.empty(), request, executor, listener);
    }

    /**
     * Verifies what the request names. May be repeated.
     *
     * @param against the store that is to hold the same; by sizes, and by content where the request is deep
     * @param executor reads the objects; at most {@link VerifyRequest#parallelism} at a time
     * @throws io.siltstone.core.error.CancelledException if the calling thread is interrupted
     */
    public static VerifyReport run(
            Storage storage,
            Optional<Storage> against,
            VerifyRequest request,
            Executor executor,
            VerifyListener listener)
            throws StorageException {
        return new VerifyJob(listener).run(storage, against, request, executor);
    }

    private VerifyReport run(Storage storage, Optional<Storage> against, VerifyRequest request, Executor executor)
            throws StorageException {
        ObjectVerification verification = new ObjectVerification(storage, request, against);
        ErrorContext context = ErrorContext.of(
                Operation.READ, storage.location().root(), request.prefix().value());
        try (ObjectPairs pairs = ObjectPairs.open(storage, against, SyncScope.ALL.withPrefix(request.prefix()));
                Proofs proofs = request.deep() ? Proofs.of(storage) : new Proofs(List.of());
                OrderedWork<Outcome> work = new OrderedWork<>(executor, request.parallelism(), context, this::note)) {
            for (Optional<ObjectPairs.Pair> next = pairs.next(); next.isPresent(); next = pairs.next()) {
                ObjectPairs.Pair pair = next.get();
                if (pair.here().isEmpty()) {
                    VerifyFinding missing = verification.missing(pair.there().orElseThrow());
                    work.submit(() -> new Outcome(Optional.empty(), Optional.of(missing)));
                } else {
                    submit(work, verification, pair.here().get(), pair.there(), proofs, request, against.isPresent());
                }
            }
            work.finish();
        }
        return new VerifyReport(
                filesChecked,
                bytesChecked,
                bytesRead,
                hashesChecked,
                rows,
                otherObjects,
                vanished,
                findings,
                leftovers(storage, request));
    }

    private void submit(
            OrderedWork<Outcome> work,
            ObjectVerification verification,
            ObjectInfo info,
            Optional<ObjectInfo> there,
            Proofs proofs,
            VerifyRequest request,
            boolean compared)
            throws StorageException {
        Optional<LedgerEntry> proof = proofs.of(info);
        if (!ObjectVerification.isFile(info)) {
            otherObjects++;
            if (!request.deep() && !compared) {
                return;
            }
        }
        work.submit(() -> new Outcome(verification.verify(info, there, proof), Optional.empty()));
    }

    private void note(Outcome outcome) {
        if (outcome.missing().isPresent()) {
            note(outcome.missing().get());
            return;
        }
        if (outcome.result().isEmpty()) {
            vanished++;
            return;
        }
        ObjectVerification.Result result = outcome.result().get();
        if (result.file()) {
            filesChecked++;
            bytesChecked += result.info().sizeBytes();
            rows += result.rows();
        }
        bytesRead += result.readBytes();
        hashesChecked += result.hashed() ? 1 : 0;
        result.findings().forEach(this::note);
        listener.onChecked(result.info());
    }

    private void note(VerifyFinding finding) {
        findings.add(finding);
        listener.onFinding(finding);
    }

    private static List<SweepReport.Item> leftovers(Storage storage, VerifyRequest request) throws StorageException {
        try {
            return storage
                    .sweep(SweepRequest.DEFAULT.withBelow(request.prefix()).asDryRun())
                    .items()
                    .stream()
                    .filter(item -> item.verdict() == SweepReport.Verdict.REMOVED)
                    .toList();
        } catch (UnsupportedException | AccessDeniedException e) {
            // Who may only read learns nothing of what others stage.
            return List.of();
        }
    }

    /** What the ledgers of a store know, beside its listing. */
    private record Proofs(List<LedgerCursor> cursors) implements AutoCloseable {

        static Proofs of(Storage storage) throws StorageException {
            return new Proofs(LedgerIndex.cursors(storage));
        }

        /** The entry of this very version; otherwise one of the key. */
        Optional<LedgerEntry> of(ObjectInfo info) {
            Optional<LedgerEntry> best = Optional.empty();
            for (LedgerCursor cursor : cursors) {
                Optional<LedgerEntry> entry = cursor.at(info.key(), passed -> {});
                boolean exact = entry.filter(found -> found.isOfTarget(info)).isPresent();
                best = exact || best.isEmpty() ? entry : best;
            }
            return best;
        }

        @Override
        public void close() {
            cursors.forEach(LedgerCursor::close);
        }
    }
}
