package io.siltstone.jobs.sync;

import io.siltstone.core.Capability;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an object has beside its content and takes along: its content type and its own metadata, where both stores keep
 * such; but not from a remote store to a local disk, where asking for it would be a second request for each file. Of what
 * other programs wrote, what {@link WriteOptions} or the target refuses stays behind, and never keeps an object from its
 * copy.
 */
final class CarriedDetails {

    private final Storage source;
    private final boolean carried;

    CarriedDetails(Storage source, Storage target) {
        this.source = source;
        boolean cheap = target.location().localPath().isEmpty()
                || source.location().localPath().isPresent();
        this.carried = cheap
                && source.capabilities().supports(Capability.USER_METADATA)
                && target.capabilities().supports(Capability.USER_METADATA);
    }

    /**
     * What goes along with one object.
     *
     * @param options how to write it at the target
     * @param whole whether that is all that the source has
     */
    record Carried(WriteOptions options, boolean whole) {

        /** Less of it, for a target that refuses this; empty where nothing is left to leave out. */
        Optional<Carried> less() {
            if (!options.metadata().isEmpty()) {
                return Optional.of(new Carried(options.withMetadata(Map.of()), false));
            }
            return options.contentType().isPresent()
                    ? Optional.of(new Carried(WriteOptions.DEFAULT, false))
                    : Optional.empty();
        }
    }

    /**
     * How to write the object at the target.
     *
     * @throws ChangedDuringReadException if it is no longer the one that was listed
     */
    Carried of(ObjectInfo object) throws StorageException {
        if (!carried) {
            return new Carried(WriteOptions.DEFAULT, true);
        }
        Optional<ObjectStat> found = source.stat(object.key().value());
        if (found.isEmpty() || !isSame(found.get().info(), object)) {
            throw new ChangedDuringReadException(
                    ErrorContext.of(
                            Operation.STAT,
                            source.location().root(),
                            object.key().value()),
                    "the object is not the one that was listed any more");
        }
        return with(found.get());
    }

    /** A listing without versions tells sizes alone. */
    private static boolean isSame(ObjectInfo found, ObjectInfo listed) {
        return found.sizeBytes() == listed.sizeBytes()
                && (listed.version().isEmpty() || found.version().equals(listed.version()));
    }

    private static Carried with(ObjectStat stat) {
        Map<String, String> metadata = new TreeMap<>();
        stat.metadata().forEach((name, value) -> {
            if (isTaken(() -> WriteOptions.DEFAULT.withMetadata(Map.of(name, value)))) {
                metadata.put(name, value);
            }
        });
        WriteOptions options = WriteOptions.DEFAULT.withMetadata(metadata);
        boolean typed = isTaken(() -> options.withContentType(stat.contentType()));
        return new Carried(
                typed ? options.withContentType(stat.contentType()) : options,
                typed && metadata.size() == stat.metadata().size());
    }

    private static boolean isTaken(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
