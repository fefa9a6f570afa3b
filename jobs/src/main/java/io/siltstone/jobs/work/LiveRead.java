package io.siltstone.jobs.work;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectReader;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.util.Optional;

/** Reads objects of a store that others write to meanwhile. */
public final class LiveRead {

    /** An object that is replaced between all these reads is no object at rest, and its error is told. */
    private static final int ATTEMPTS = 3;

    private LiveRead() {}

    /**
     * What the reading gives for the object as listed, or for the one that has replaced it.
     *
     * @return empty if it is no longer there
     */
    public static <T> Optional<T> read(Storage storage, ObjectInfo listed, Reading<T> reading) throws StorageException {
        ObjectInfo info = listed;
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(reading.of(storage.reader(info)));
            } catch (NotFoundException e) {
                return Optional.empty();
            } catch (ChangedDuringReadException e) {
                Optional<ObjectStat> now = storage.stat(info.key().value());
                if (now.isEmpty()) {
                    return Optional.empty();
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                info = now.get().info();
            }
        }
    }

    /** Makes something of an object's bytes. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ObjectReader reader) throws StorageException;
    }
}
