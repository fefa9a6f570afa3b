package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.IOException;

/**
 * One operation under way: names itself in its errors, and tells a missing root from a missing object.
 *
 * @param root the store
 * @param context the operation and its key
 */
record LocalCall(LocalRoot root, ErrorContext context) {

    /** The part of a batch that is about one key. */
    LocalCall of(ObjectKey key) {
        return new LocalCall(root, ErrorContext.of(context.operation(), context.backend(), key.value()));
    }

    /** Ends the operation if its thread was interrupted; the flag stays. */
    void requireRunning() throws CancelledException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(context, "the thread was interrupted");
        }
    }

    /** The end of an operation whose wait was interrupted; sets the flag again. */
    CancelledException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(context, "the thread was interrupted", e);
    }

    /** The error to throw for a step that failed. */
    StorageException failed(IOException e) {
        StorageException typed = LocalErrors.translate(e, context);
        try {
            root.requirePresent(context);
        } catch (StorageException missing) {
            missing.addSuppressed(typed);
            return missing;
        }
        return typed;
    }

    /** To be passed before an answer that says that something is absent. */
    void requireRoot() throws StorageException {
        root.requirePresent(context);
    }
}
