package io.siltstone.core.local;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;

/** Removes the directory of a prefix when there is nothing but directories in it. */
final class DirectoryRemoval {

    private final FileOps ops;
    private final LocalPaths paths;
    private final EmptyDirectories empties;

    DirectoryRemoval(FileOps ops, LocalPaths paths, EmptyDirectories empties) {
        this.ops = ops;
        this.paths = paths;
        this.empties = empties;
    }

    boolean remove(KeyPrefix prefix, LocalCall call) throws StorageException {
        Path directory = paths.directory(prefix, call);
        try {
            if (prefix.isRoot()) {
                call.requireRoot();
                return isRootEmpty(directory);
            }
            if (!paths.isReal(directory)) {
                call.requireRoot();
                return true;
            }
            return empties.remove(directory);
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    private boolean isRootEmpty(Path root) throws IOException {
        for (String name : ops.list(root)) {
            Path child = root.resolve(name);
            boolean ours = name.equals(LocalRoot.RESERVED);
            if (!ours && (ops.kind(child) != FileKind.DIRECTORY || !empties.isEmpty(child))) {
                return false;
            }
        }
        return true;
    }
}
