package io.siltstone.jobs.sync;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what a run does and tells its listener. For the thread that runs the job. */
final class Tally {

    private final SyncListener listener;
    private final Map<SyncAction, SyncReport.Volume> done = new EnumMap<>(SyncAction.class);
    private final List<SyncFailure> failures = new ArrayList<>();
    private long upToDate;
    private long sourceObjects;
    private long targetObjects;
    private long extra;
    private long restarts;
    private long stripped;
    private long failed;
    private @Nullable StorageException stoppedBy;
    private Optional<String> deleteRefusal = Optional.empty();

    Tally(SyncListener listener) {
        this.listener = listener;
        for (SyncAction action : SyncAction.values()) {
            done.put(action, SyncReport.Volume.NONE);
        }
    }

    void listed(SideBySide.Pair pair) {
        if (pair.source().isPresent()) {
            sourceObjects++;
        }
        if (pair.target().isPresent()) {
            targetObjects++;
        }
        if (pair.source().isEmpty()) {
            extra++;
        }
    }

    void found(ObjectInfo object) {
        listener.onFound(object);
    }

    void upToDate() {
        upToDate++;
    }

    void done(Outcome.Done outcome) {
        done.merge(outcome.action(), new SyncReport.Volume(1, outcome.object().sizeBytes()), SyncReport.Volume::plus);
        restarts += outcome.restarts();
        if (!outcome.whole()) {
            stripped++;
        }
        listener.onDone(outcome.action(), outcome.object());
    }

    void failed(SyncFailure failure) {
        failed++;
        if (failures.size() < SyncReport.MAX_FAILURES) {
            failures.add(failure);
        }
        listener.onFailed(failure);
    }

    void stoppedBy(StorageException error) {
        if (stoppedBy == null) {
            stoppedBy = error;
        }
    }

    boolean isStopped() {
        return stoppedBy != null;
    }

    /** Whether everything was looked at, and everything that had to be done was done. */
    boolean isClean() {
        return stoppedBy == null && failed == 0;
    }

    long sourceObjects() {
        return sourceObjects;
    }

    long targetObjects() {
        return targetObjects;
    }

    long extra() {
        return extra;
    }

    /** The first reason is the one that is told. */
    void refuseDelete(String reason) {
        deleteRefusal = deleteRefusal.or(() -> Optional.of(reason));
    }

    SyncReport report(long sentBytes) {
        return new SyncReport(
                done,
                upToDate,
                extra,
                sentBytes,
                restarts,
                stripped,
                failed,
                failures,
                Optional.ofNullable(stoppedBy),
                deleteRefusal);
    }
}
