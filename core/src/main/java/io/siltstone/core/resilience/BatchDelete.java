package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes a batch, and again those keys whose errors pass. Each key has its result, in the order given. */
final class BatchDelete {

    private final Backend inner;
    private final RetryLoop loop;
    private final List<ObjectKey> keys;
    private final Effort effort;

    BatchDelete(Backend inner, RetryLoop loop, List<ObjectKey> keys) {
        this.inner = inner;
        this.loop = loop;
        this.keys = keys;
        this.effort = loop.begin(
                Operation.DELETE_BATCH, keys.isEmpty() ? "" : keys.get(0).value());
    }

    List<DeleteResult> run() throws StorageException {
        List<DeleteResult> results = new ArrayList<>(loop.run(effort, () -> inner.deleteBatch(keys)));
        List<Integer> failed = failed(results);
        while (!failed.isEmpty() && again(results, failed)) {
            failed = failed(results);
        }
        return results;
    }

    /** Asks once more for the keys that failed; false where that is over, and they keep the errors that they have. */
    private boolean again(List<DeleteResult> results, List<Integer> failed) {
        StorageException error = results.get(failed.get(0)).error().orElseThrow();
        List<ObjectKey> rest = failed.stream().map(keys::get).toList();
        List<DeleteResult> answers;
        try {
            loop.pause(effort, error, Optional.empty());
            answers = loop.run(effort, () -> inner.deleteBatch(rest));
        } catch (StorageException over) {
            if (over != error) {
                error.addSuppressed(over);
            }
            return false;
        }
        for (int i = 0; i < rest.size(); i++) {
            results.set(failed.get(i), answers.get(i));
        }
        return true;
    }

    private List<Integer> failed(List<DeleteResult> results) {
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).error().filter(loop::mayPass).isPresent()) {
                failed.add(i);
            }
        }
        return failed;
    }
}
