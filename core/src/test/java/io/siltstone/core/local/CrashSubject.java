package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import java.util.random.RandomGenerator;

/** How a store is opened on a {@link CrashFs}; the default is how users open it. The place to plant bugs in. */
interface CrashSubject {

    /** Bytes between two checkpoints: few, so that a short history has many. */
    long CHECKPOINT_BYTES = 2000;

    /** The store as it is. */
    CrashSubject REAL = new CrashSubject() {};

    /** The steps of the store. */
    default FileOps ops(CrashFs fs) {
        return fs;
    }

    /** What its names are made of. */
    default RandomGenerator random(CrashFs fs) {
        return fs.machine().random();
    }

    default Backend open(CrashFs fs, LocalConfig config) throws StorageException {
        StoreRuntime runtime = StoreRuntime.system().withClock(fs.machine()).withRandom(random(fs));
        return LocalBackend.open(config, runtime, ops(fs), CHECKPOINT_BYTES);
    }
}
