package io.siltstone.jobs.sync;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.jobs.ledger.Ledger;
import io.siltstone.jobs.ledger.LedgerCursor;
import io.siltstone.jobs.ledger.LedgerEntry;
import io.siltstone.jobs.ledger.LedgerRecorder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One run: walks, decides, and lets what differs be copied. */
final class SyncRun {

    /** Objects that are found and not dealt with; a few hundred bytes each. */
    private static final int WINDOW = 10_000;

    /** Together somewhat more than the 60 s for which Azure holds a transfer for an owner that is dead. */
    private static final int BUSY_ROUNDS = 33;

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    private final Storage source;
    private final Storage target;
    private final SyncRequest request;
    private final Executor executor;
    private final ObjectCopy copy;
    private final Pace pace;
    private final Tally tally;
    private boolean hopeless;

    SyncRun(
            Storage source,
            Storage target,
            SyncRequest request,
            Executor executor,
            ObjectCopy copy,
            Pace pace,
            Tally tally) {
        this.source = source;
        this.target = target;
        this.request = request;
        this.executor = executor;
        this.copy = copy;
        this.pace = pace;
        this.tally = tally;
    }

    SyncReport run(Ledger ledger, LedgerRecorder recorder) throws StorageException {
        ErrorContext context = ErrorContext.of(Operation.COPY, target.location().root());
        try (LedgerCursor cursor = ledger.cursor();
                BoundedWork<Outcome> work = new BoundedWork<>(
                        executor, request.transfers(), WINDOW, context, outcome -> take(outcome, recorder))) {
            walk(cursor, work);
            finish(work);
            note(recorder, cursor.isDamaged());
        } catch (CancelledException e) {
            pace.stop();
            noteWhatIsDone(recorder, e);
            throw e;
        }
        if (request.delete().isPresent() && tally.extra() > 0) {
            new ExtraObjects(source, target, request, executor, tally)
                    .delete(request.delete().get());
        }
        return tally.report(pace.sentBytes());
    }

    private void walk(LedgerCursor cursor, BoundedWork<Outcome> work) throws CancelledException {
        try (SideBySide sides = SideBySide.open(source, target, request.scope())) {
            Optional<SideBySide.Pair> pair = sides.next();
            while (pair.isPresent() && !tally.isStopped()) {
                requireRunning();
                tally.listed(pair.get());
                decide(pair.get(), cursor, work);
                pair = sides.next();
            }
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            tally.stoppedBy(e);
        }
    }

    private void requireRunning() throws CancelledException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(
                    ErrorContext.of(Operation.COPY, target.location().root()), "the thread was interrupted");
        }
    }

    private void finish(BoundedWork<Outcome> work) throws CancelledException {
        try {
            if (hopeless) {
                work.drop();
            }
            work.finish();
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            tally.stoppedBy(e);
            work.drop();
        }
    }

    private void decide(SideBySide.Pair pair, LedgerCursor cursor, BoundedWork<Outcome> work) throws StorageException {
        Forgetting forgetting = new Forgetting(work);
        Optional<LedgerEntry> known = cursor.at(pair.key(), forgetting::note);
        forgetting.rethrow();
        if (pair.source().isEmpty()) {
            return;
        }
        ObjectInfo wanted = pair.source().get();
        if (pair.target().isEmpty()) {
            submit(work, wanted, () -> copied(SyncAction.COPY, wanted));
            return;
        }
        ObjectInfo there = pair.target().get();
        boolean sameSource = known.filter(entry -> entry.isOfSource(wanted)).isPresent();
        boolean sameTarget = known.filter(entry -> entry.isOfTarget(there)).isPresent();
        if (!request.checksum() && sameSource && sameTarget) {
            tally.upToDate();
        } else if (wanted.sizeBytes() != there.sizeBytes() || (!request.checksum() && sameSource != sameTarget)) {
            submit(work, wanted, () -> copied(SyncAction.UPDATE, wanted));
        } else {
            submit(work, wanted, () -> compared(wanted, there));
        }
    }

    private void submit(BoundedWork<Outcome> work, ObjectInfo object, BoundedWork.Work<Outcome> piece)
            throws StorageException {
        tally.found(object);
        work.submit(piece);
    }

    private Outcome copied(SyncAction action, ObjectInfo object) {
        if (request.dryRun()) {
            return new Outcome.Done(action, object, Optional.empty(), 0, 0, true);
        }
        try {
            return sent(action, object);
        } catch (TransferBusyException busy) {
            return afterOther(action, object, busy);
        } catch (StorageException e) {
            return Outcome.failed(action, object.key(), e);
        }
    }

    private Outcome sent(SyncAction action, ObjectInfo object) throws StorageException {
        ObjectCopy.Copied copied = copy.copy(object);
        return new Outcome.Done(
                action,
                object,
                LedgerEntry.of(object, copied.target(), copied.sha256()),
                object.sizeBytes(),
                copied.restarts(),
                copied.whole());
    }

    /** Another run has the object in hand, or had it and was killed so lately that the store does not know it yet. */
    private Outcome afterOther(SyncAction action, ObjectInfo object, TransferBusyException busy) {
        try {
            TransferBusyException last = busy;
            Optional<ObjectInfo> before = atTarget(object);
            for (int round = 0; round < BUSY_ROUNDS; round++) {
                pace.pause(BUSY_PAUSE);
                Optional<ObjectInfo> there = atTarget(object);
                if (there.isPresent() && !there.equals(before)) {
                    return published(action, object, there.get(), last);
                }
                try {
                    return sent(action, object);
                } catch (TransferBusyException still) {
                    last = still;
                }
            }
            return Outcome.failed(action, object.key(), last);
        } catch (StorageException e) {
            return Outcome.failed(action, object.key(), e);
        }
    }

    private Optional<ObjectInfo> atTarget(ObjectInfo object) throws StorageException {
        return target.stat(object.key().value()).map(ObjectStat::info);
    }

    /** What another run has published meanwhile. */
    private Outcome published(SyncAction action, ObjectInfo wanted, ObjectInfo there, TransferBusyException busy)
            throws StorageException {
        Optional<Sha256> same = wanted.sizeBytes() == there.sizeBytes() ? sameContent(wanted, there) : Optional.empty();
        return same.isEmpty() ? Outcome.failed(action, wanted.key(), busy) : confirmed(wanted, there, same.get());
    }

    private Outcome compared(ObjectInfo wanted, ObjectInfo there) {
        Optional<Sha256> same;
        try {
            same = sameContent(wanted, there);
        } catch (StorageException e) {
            return Outcome.failed(SyncAction.CONFIRM, wanted.key(), e);
        }
        return same.isEmpty() ? copied(SyncAction.UPDATE, wanted) : confirmed(wanted, there, same.get());
    }

    private Optional<Sha256> sameContent(ObjectInfo wanted, ObjectInfo there) throws StorageException {
        return new ContentComparison(source, target, pace::reading).equal(wanted, there);
    }

    private static Outcome confirmed(ObjectInfo wanted, ObjectInfo there, Sha256 sha256) {
        return new Outcome.Done(SyncAction.CONFIRM, wanted, LedgerEntry.of(wanted, there, sha256), 0, 0, true);
    }

    private void take(Outcome outcome, LedgerRecorder recorder) throws StorageException {
        if (outcome instanceof Outcome.Done done) {
            tally.done(done);
            if (done.entry().isPresent() && !request.dryRun()) {
                recorder.record(done.entry().get(), done.movedBytes());
            }
        } else if (outcome instanceof Outcome.Forgotten forgotten) {
            if (!request.dryRun()) {
                recorder.forget(forgotten.key());
            }
        } else if (outcome instanceof Outcome.Failed failed) {
            tally.failed(failed.failure());
            if (endsAll(failed.failure().error())) {
                tally.stoppedBy(failed.failure().error());
                hopeless = true;
            }
        }
    }

    /** Whether the next object would meet the same. */
    private static boolean endsAll(StorageException error) {
        return error instanceof NoSpaceException
                || error instanceof ConfigurationException
                || error instanceof UnauthenticatedException
                || error instanceof CircuitOpenException;
    }

    private void note(LedgerRecorder recorder, boolean damaged) {
        if (request.dryRun()) {
            return;
        }
        try {
            recorder.finish(damaged);
        } catch (StorageException e) {
            tally.stoppedBy(e);
        }
    }

    /** The interrupt waits until what is done is noted. */
    private static void noteWhatIsDone(LedgerRecorder recorder, CancelledException cancelled) {
        boolean interrupted = Thread.interrupted();
        try {
            recorder.flush();
        } catch (StorageException e) {
            cancelled.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hands on keys that the ledger knows and neither store has, among the other work, so that keys go on rising. */
    private final class Forgetting {
        private final BoundedWork<Outcome> work;
        private Optional<StorageException> failure = Optional.empty();

        Forgetting(BoundedWork<Outcome> work) {
            this.work = work;
        }

        void note(LedgerEntry entry) {
            if (failure.isPresent() || !request.scope().contains(entry.key())) {
                return;
            }
            try {
                work.submit(() -> new Outcome.Forgotten(entry.key()));
            } catch (StorageException e) {
                failure = Optional.of(e);
            }
        }

        void rethrow() throws StorageException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }
}
