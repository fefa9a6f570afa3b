package io.siltstone.core;

import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Settles what became of a conditional write. Each carries an id that the store keeps with the object: after an answer
 * that was lost, or a refusal that an earlier attempt of the same write may have caused, the id tells whose object it is.
 */
final class WriteOutcome {

    private static final int ID_BYTES = 16;

    private final Backend backend;
    private final RandomGenerator random;

    WriteOutcome(Backend backend, RandomGenerator random) {
        this.backend = backend;
        this.random = random;
    }

    /** A write that publishes. */
    interface Write {
        ObjectInfo run() throws IOException;
    }

    /** The options with an id of this write, where a condition makes it matter and the store can keep it. */
    WriteOptions named(WriteOptions options) {
        boolean conditional = !(options.mode() instanceof WriteMode.Replace);
        if (!conditional || !backend.capabilities().supports(Capability.USER_METADATA)) {
            return options;
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return options.withWriteId(HexFormat.of().formatHex(id));
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
