package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

    /** The directory as it is, if it is known to be safe, and all above it; empty otherwise, and where none is. */
    Optional<LocalPaths.Directory> safe(Path directory) throws IOException {
        return paths.seenAlone(directory).filter(known::contains);
    }

    /**
     * Forces the directory of an object, and each one above it that is not known to be safe into the one that holds it.
     *
     * @param seen what was seen of the way before the object was published: all of it, or this one if it was {@link #safe}
     */
    void force(List<LocalPaths.Directory> seen, Path directory, LocalCall call) throws IOException {
        force(directory, call);
        List<Path> safe = seen.stream()
                .filter(known::contains)
                .map(LocalPaths.Directory::path)
                .toList();
        if (safe.contains(directory)) {
            return;
        }
        List<Path> way = paths.way(directory);
        for (int i = way.size() - 1; i >= 0; i--) {
            if (!safe.contains(way.get(i))) {
                force(LocalPaths.parent(way.get(i)), call);
            }
        }
        seen.forEach(known::add);
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
