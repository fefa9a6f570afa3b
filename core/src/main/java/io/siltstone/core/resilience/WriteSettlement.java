package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Optional;

/** Tells by the id of a conditional write whose object is there. */
record WriteSettlement(Backend inner, RetryLoop loop, ObjectKey key, WriteOptions options) {

    /** Of the write with another id. */
    WriteSettlement of(Optional<String> writeId) {
        return new WriteSettlement(
                inner, loop, key, writeId.map(options::withWriteId).orElse(options));
    }

    /**
     * The object, where it is this write's; empty where it is not there or cannot be told, so that the write may be
     * repeated: its condition and its id keep it from taking effect twice.
     *
     * @throws AlreadyExistsException if the object to be created is another write's
     */
    Optional<ObjectInfo> settle(Effort effort, StorageException error) throws AlreadyExistsException {
        if (options.writeId().isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectStat> there;
        try {
            there = loop.run(effort.asking(Operation.STAT), () -> inner.stat(key));
        } catch (StorageException unsettled) {
            error.addSuppressed(unsettled);
            return Optional.empty();
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (there.get().writeId().equals(options.writeId())) {
            return there.map(ObjectStat::info);
        }
        if (options.mode() instanceof WriteMode.CreateOnly) {
            throw new AlreadyExistsException(error.context(), "another write has published this key", error);
        }
        return Optional.empty();
    }
}
