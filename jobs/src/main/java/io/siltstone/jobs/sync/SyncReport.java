package io.siltstone.jobs.sync;

import io.siltstone.core.error.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a replication did; in a dry run, what it would do.
 *
 * @param done how many objects and bytes each action was applied to; every action is there
 * @param upToDate objects that the ledger knows to be equal, so that nothing was read
 * @param extra objects that only the target has, whatever became of them
 * @param sentBytes how many bytes went to the target, those of attempts that failed included
 * @param restarts how often staged bytes turned out to be wrong and an object was sent from its beginning again
 * @param stripped how many objects were copied without some of their metadata or their content type, which the target refuses
 * @param failed how many objects could not be dealt with
 * @param failures the first {@link #MAX_FAILURES} of them, in the order in which the job came to them
 * @param stoppedBy what ended the run before everything was looked at; empty where nothing did
 * @param deleteRefusal why nothing, or nothing more, was deleted although it was asked for; empty where nothing had to be refused
 */
public record SyncReport(
        Map<SyncAction, Volume> done,
        long upToDate,
        long extra,
        long sentBytes,
        long restarts,
        long stripped,
        long failed,
        List<SyncFailure> failures,
        Optional<StorageException> stoppedBy,
        Optional<String> deleteRefusal) {

    /** How many failures a report holds; a listener hears of all. */
    public static final int MAX_FAILURES = 1000;

    public SyncReport {
        done = Map.copyOf(done);
        failures = List.copyOf(failures);
        Objects.requireNonNull(stoppedBy, "stoppedBy");
        Objects.requireNonNull(deleteRefusal, "deleteRefusal");
    }

    /**
     * Objects and bytes.
     *
     * @param objects how many objects
     * @param bytes the lengths of their contents together
     */
    public record Volume(long objects, long bytes) {

        static final Volume NONE = new Volume(0, 0);

        Volume plus(Volume other) {
            return new Volume(objects + other.objects, bytes + other.bytes);
        }
    }

    /** How much the action was applied to. */
    public Volume of(SyncAction action) {
        return done.getOrDefault(action, Volume.NONE);
    }

    /** Objects that were or would be copied, new and changed ones together. */
    public long transferred() {
        return of(SyncAction.COPY).objects() + of(SyncAction.UPDATE).objects();
    }

    /** Whether source and target are now known to be equal in scope, but for what only the target has. */
    public boolean isComplete() {
        return failed == 0 && stoppedBy.isEmpty() && deleteRefusal.isEmpty();
    }
}
