package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Makes changes of directories outlive a power cut. */
final class DurableDirectories {

    private final DirectorySync sync;
    private final LocalPaths paths;
    private final KnownDirectories known;

    DurableDirectories(DirectorySync sync, LocalPaths paths, KnownDirectories known) {
        this.sync = sync;
        this.paths = paths;
        this.known = known;
    }

    /** Forces the directory of an object, and each one above it that is not known to be safe into the one that holds it. */
    void forceWay(Path directory, LocalCall call) throws IOException {
        force(directory, call);
        if (paths.seenAlone(directory).filter(known::contains).isPresent()) {
            return;
        }
        List<LocalPaths.Directory> way = paths.seen(directory);
        for (int i = way.size() - 1; i >= 0; i--) {
            if (!known.contains(way.get(i))) {
                force(LocalPaths.parent(way.get(i).path()), call);
            }
        }
        way.forEach(known::add);
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
