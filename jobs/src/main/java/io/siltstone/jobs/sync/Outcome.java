package io.siltstone.jobs.sync;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.ledger.LedgerEntry;
import java.util.Optional;

/** What came of one piece of work. */
sealed interface Outcome {

    /**
     * It was done.
     *
     * @param entry what to note of it
     * @param movedBytes how much was sent for it
     * @param whole whether everything that both stores can keep went along
     */
    record Done(
            SyncAction action,
            ObjectInfo object,
            Optional<LedgerEntry> entry,
            long movedBytes,
            int restarts,
            boolean whole)
            implements Outcome {}

    /** It was not. */
    record Failed(SyncFailure failure) implements Outcome {}

    /** Neither store has the key any more. */
    record Forgotten(ObjectKey key) implements Outcome {}

    /** It is not to be deleted, nor is what comes after it. */
    record Kept(String reason) implements Outcome {}

    static Outcome failed(SyncAction action, ObjectKey key, StorageException error) {
        return new Failed(new SyncFailure(key, action, error));
    }
}
