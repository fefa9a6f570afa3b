package io.siltstone.core;

import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;

/**
 * Settles what became of a conditional write. Each carries an id that the store keeps with the object: after an answer
 * that was lost, or a refusal that an earlier attempt of the same write may have caused, the id tells whose object it is.
 */
record WriteOutcome(Backend backend, ObjectKey key, WriteMode mode, Optional<String> writeId) {

    WriteOutcome(Backend backend, ObjectKey key, WriteOptions options) {
        this(backend, key, options.mode(), options.writeId());
    }

    /** A write that publishes. */
    interface Write<E extends IOException> {
        ObjectInfo run() throws E, StorageException;
    }

    /** Runs the write; where its own error leaves open whose object is there, asks the store. */
    <E extends IOException> ObjectInfo settle(Write<E> write) throws E, StorageException {
        try {
            return write.run();
        } catch (AlreadyExistsException | PreconditionFailedException refused) {
            return mine(refused).orElseThrow(() -> refused);
        } catch (OutcomeUnknownException unknown) {
            return mine(unknown).orElseThrow(() -> unknown);
        }
    }

    private Optional<ObjectInfo> mine(StorageException cause) throws StorageException {
        if (writeId.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectStat> there;
        try {
            there = backend.stat(key);
        } catch (StorageException unsettled) {
            cause.addSuppressed(unsettled);
            throw cause;
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (there.get().writeId().equals(writeId)) {
            return there.map(ObjectStat::info);
        }
        if (cause instanceof OutcomeUnknownException && mode instanceof WriteMode.CreateOnly) {
            throw new AlreadyExistsException(cause.context(), "another write has published this key", cause);
        }
        return Optional.empty();
    }
}
