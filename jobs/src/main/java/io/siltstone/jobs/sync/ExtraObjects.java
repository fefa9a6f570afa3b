package io.siltstone.jobs.sync;

import io.siltstone.core.Capability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.SystemObjects;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Deletes what only the target has, after everything else and only when nothing speaks against it. Both stores are listed
 * once more, so that nothing is remembered of the first time but how much there was. A listing that left something out is
 * not to be told from a whole one, so the source is asked for each object by its name before that is deleted.
 */
final class ExtraObjects {

    private static final int WINDOW = 1000;

    private final Storage source;
    private final Storage target;
    private final SyncRequest request;
    private final Executor executor;
    private final Tally tally;
    private volatile Optional<String> contradiction = Optional.empty();

    ExtraObjects(Storage source, Storage target, SyncRequest request, Executor executor, Tally tally) {
        this.source = source;
        this.target = target;
        this.request = request;
        this.executor = executor;
        this.tally = tally;
    }

    void delete(DeleteLimit limit) throws CancelledException {
        try {
            Optional<String> refusal = refusal(limit);
            if (refusal.isPresent()) {
                tally.refuseDelete(refusal.get());
            } else {
                deleteAll(tally.extra());
            }
        } catch (CancelledException e) {
            throw e;
        } catch (StorageException e) {
            tally.stoppedBy(e);
        }
    }

    private Optional<String> refusal(DeleteLimit limit) throws StorageException {
        if (!tally.isClean()) {
            return Optional.of("not everything could be listed and copied");
        }
        if (tally.sourceObjects() == 0) {
            return Optional.of("the source is empty");
        }
        boolean onDisk = source.location().localPath().isPresent();
        if (onDisk && SystemObjects.of(source.backend()).rootId().isEmpty()) {
            return Optional.of("the source has no root marker: it may be a mount that is missing");
        }
        if (!limit.allows(tally.extra(), tally.targetObjects())) {
            return Optional.of(tally.extra() + " of " + tally.targetObjects()
                    + " objects would be deleted, where at most " + limit + " may be");
        }
        return Optional.empty();
    }

    private void deleteAll(long expected) throws StorageException {
        ErrorContext context =
                ErrorContext.of(Operation.DELETE, target.location().root());
        long found = 0;
        try (SideBySide sides = SideBySide.open(source, target, request.scope());
                BoundedWork<Outcome> work =
                        new BoundedWork<>(executor, request.transfers(), WINDOW, context, this::take)) {
            for (Optional<SideBySide.Pair> pair = sides.next();
                    pair.isPresent() && contradiction.isEmpty();
                    pair = sides.next()) {
                if (pair.get().source().isPresent()) {
                    continue;
                }
                found++;
                if (found > expected) {
                    work.finish();
                    tally.refuseDelete("there is more to delete than a moment ago");
                    return;
                }
                ObjectInfo object = pair.get().target().orElseThrow();
                tally.found(object);
                work.submit(() -> deleted(object));
            }
            work.finish();
        }
    }

    private Outcome deleted(ObjectInfo object) {
        try {
            if (contradiction.isEmpty() && source.exists(object.key().value())) {
                contradiction = Optional.of("the source has `" + object.key() + "`, which its listing did not name");
            }
            if (contradiction.isPresent()) {
                return new Outcome.Kept(contradiction.get());
            }
            if (!request.dryRun()) {
                Optional<String> version =
                        target.capabilities().supports(Capability.DELETE_VERSION) ? object.version() : Optional.empty();
                target.delete(object.key().value(), version);
                removeEmpty(object.key().parent());
            }
            return new Outcome.Done(SyncAction.DELETE, object, Optional.empty(), 0, 0, true);
        } catch (StorageException e) {
            return Outcome.failed(SyncAction.DELETE, object.key(), e);
        }
    }

    /** Clears away the directories that hold nothing any more, on stores that have such. */
    private void removeEmpty(KeyPrefix directory) throws StorageException {
        if (target.location().localPath().isEmpty()) {
            return;
        }
        Optional<KeyPrefix> next = Optional.of(directory);
        while (next.isPresent()
                && !next.get().isRoot()
                && target.removeDirectory(next.get().value())) {
            next = next.get().parent();
        }
    }

    private void take(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            tally.done(done);
        } else if (outcome instanceof Outcome.Failed failed) {
            tally.failed(failed.failure());
        } else if (outcome instanceof Outcome.Kept kept) {
            tally.refuseDelete(kept.reason());
        }
    }
}
