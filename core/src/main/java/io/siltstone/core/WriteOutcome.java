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
final class WriteOutcome {

    private final Backend backend;

    WriteOutcome(Backend backend) {
        this.backend = backend;
    }

    /** A write that publishes. */
    interface Write {
        ObjectInfo run() throws IOException;
    }

    /** Runs the write; where its own error leaves open whose object is there, asks the store. */
    ObjectInfo settle(ObjectKey key, WriteOptions options, Write write) throws IOException {
        try {
            return write.run();
        } catch (AlreadyExistsException | PreconditionFailedException refused) {
            return mine(key, options, refused).orElseThrow(() -> refused);
        } catch (OutcomeUnknownException unknown) {
            Optional<ObjectInfo> mine = mine(key, options, unknown);
            if (mine.isPresent()) {
                return mine.get();
            }
            throw unknown;
        }
    }

    private Optional<ObjectInfo> mine(ObjectKey key, WriteOptions options, StorageException cause)
            throws StorageException {
        if (options.writeId().isEmpty()) {
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
        if (there.get().writeId().equals(options.writeId())) {
            return there.map(ObjectStat::info);
        }
        if (cause instanceof OutcomeUnknownException && options.mode() instanceof WriteMode.CreateOnly) {
            throw new AlreadyExistsException(cause.context(), "another write has published this key", cause);
        }
        return Optional.empty();
    }
}
