package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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

    /** Forces the directory of an object, and each one above it that is not known to be safe into the one that holds it. */
    void forceWay(Path directory, LocalCall call) throws IOException {
        force(directory, call);
        forceAbove(directory, call);
    }

    /**
     * Forces the directory that something was removed from. Where another one, or none, is there by now, those above it as
     * well: without that a power cut brings the first one back as it was.
     *
     * @param before the directory as it was when the change was made
     */
    void forceRemoval(LocalPaths.Directory before, LocalCall call) throws IOException {
        force(before.path(), call);
        if (!isStill(before)) {
            forceAbove(before.path(), call);
        }
    }

    private boolean isStill(LocalPaths.Directory before) {
        try {
            return paths.seenAlone(before.path()).equals(Optional.of(before));
        } catch (IOException e) {
            return false;
        }
    }

    private void forceAbove(Path directory, LocalCall call) throws IOException {
        List<LocalPaths.Directory> seen = seen(directory);
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

    /**
     * The way as it is now that the object is published: what others put there meanwhile is not known. The directory alone
     * where it is known, and nothing where a look fails, so that all is forced.
     */
    private List<LocalPaths.Directory> seen(Path directory) {
        try {
            Optional<LocalPaths.Directory> last = paths.seenAlone(directory).filter(known::contains);
            return last.isPresent() ? List.of(last.get()) : paths.seen(directory);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Forces one directory; where it is gone, the closest one above it that is not. */
    private void force(Path directory, LocalCall call) throws IOException {
        for (Path next = directory; ; next = LocalPaths.parent(next)) {
            try {
                sync.force(next);
                return;
            } catch (NoSuchFileException | NotDirectoryException e) {
                call.requireRoot();
                if (next.equals(paths.root())) {
                    throw e;
                }
            }
        }
    }
}
