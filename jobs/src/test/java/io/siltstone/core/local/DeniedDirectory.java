package io.siltstone.core.local;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** A local store with a directory that may not be listed, also by who may list everything. */
public final class DeniedDirectory extends ForwardingFileOps {

    private final String name;

    private DeniedDirectory(FileOps real, String name) {
        super(real);
        this.name = name;
    }

    /** Opens the store; each directory of the name is denied. */
    public static LocalBackend open(Path root, String name) throws StorageException {
        return LocalBackend.open(
                LocalConfig.of(root),
                StoreRuntime.system(),
                new DeniedDirectory(new NioFileOps(root), name),
                LocalLimits.CHECKPOINT_BYTES);
    }

    @Override
    public FileOps confined(Path root) throws IOException {
        return new DeniedDirectory(real().confined(root), name);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        if (directory.endsWith(name)) {
            throw new AccessDeniedException(directory.toString());
        }
        return super.list(directory);
    }
}
