package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Makes changes of directories outlive a power cut. */
final class DurableDirectories {

    private final DirectorySync sync;
    private final KnownDirectories known;

    DurableDirectories(DirectorySync sync, KnownDirectories known) {
        this.sync = sync;
        this.known = known;
    }

    /** Forces the directory, and each one above it that is not known to be safe into the one that holds it. */
    void force(List<LocalPaths.Directory> parents, Path directory, LocalCall call) throws IOException {
        force(directory, call);
        for (int i = parents.size() - 1; i >= 0; i--) {
            LocalPaths.Directory parent = parents.get(i);
            if (!known.contains(parent)) {
                force(LocalPaths.parent(parent.path()), call);
                known.add(parent);
            }
        }
    }

    /** Forces one directory. One that is gone was removed by someone after the change, and the change with it. */
    void force(Path directory, LocalCall call) throws IOException {
        try {
            sync.force(directory);
        } catch (NoSuchFileException e) {
            call.requireRoot();
        }
    }
}
