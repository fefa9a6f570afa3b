package io.siltstone.core.local;

import io.siltstone.core.Durability;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import java.nio.file.Path;

/** Opens local stores whose transfers note what they hold more often than those that people use, so that tests are small. */
public final class FineCheckpoints {

    private FineCheckpoints() {}

    /** A store that forces what its transfers stage, and nothing else. */
    public static LocalBackend open(Path root, long checkpointBytes) throws StorageException {
        LocalConfig config = LocalConfig.of(root).withDurability(Durability.NONE);
        return LocalBackend.open(config, StoreRuntime.system(), new NioFileOps(root), checkpointBytes);
    }
}
