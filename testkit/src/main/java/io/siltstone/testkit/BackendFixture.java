package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.time.Duration;

/** A store that is empty when a test gets it, and what the contract must know of it. {@link ConfigFixture} is one. */
public interface BackendFixture extends AutoCloseable {

    /** The backend that is tested. */
    Backend backend();

    /** What puts objects into the store: the backend itself, or what lies below it where it only reads. */
    Backend seeding();

    /** Closes the backend and opens the same store again. */
    Backend reopen() throws StorageException;

    /** What opens backends on the runtime of this one. */
    Backends backends();

    /** The clock of the runtime. */
    MutableClock clock();

    /**
     * Whether {@code a} and {@code a/b} exclude each other, as on file systems. Then the second is refused with {@code
     * KeyConflictException}; otherwise both are objects.
     */
    boolean hasKeyConflicts();

    /** Whether objects and transfers are there after {@link #reopen}. */
    boolean outlivesReopen();

    /** Makes everything that is staged look untouched for that much longer, by the store's own clock. */
    void letPass(Duration duration) throws IOException;

    /**
     * Takes the store away from under the open backend, as an unmounted disk or a deleted bucket would be.
     *
     * @return false where that cannot be done
     */
    boolean loseStore() throws IOException;

    /** The backend under a storage that writes every valid key. */
    default Storage storage() {
        return storage(backend());
    }

    /** Any backend over this store under a storage that writes every valid key. */
    default Storage storage(Backend over) {
        return Storage.of(
                over,
                StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW),
                backends().runtime());
    }

    /** {@link #seeding} under a storage that writes every valid key. */
    default Storage seeds() {
        return storage(seeding());
    }

    /** Closes the store and removes it where it would stay. */
    @Override
    void close() throws StorageException;
}
