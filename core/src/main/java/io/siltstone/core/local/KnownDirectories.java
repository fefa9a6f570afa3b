package io.siltstone.core.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which directories are safe in their parents, and these in theirs up to the root. A directory that is there
 * may have been made a moment ago by someone who has not forced it yet, or never will; so each is forced into its parent
 * once before anything in it counts as durable. One that is made anew at the same path, with the same inode perhaps, is
 * another one while the platform lets directories be held open; one that is no longer held open is forced once more.
 */
final class KnownDirectories {

    private final Map<Path, Long> identities = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Long> eldest) {
            return size() > LocalLimits.KNOWN_DIRECTORIES;
        }
    };

    synchronized boolean contains(LocalPaths.Directory directory) {
        Long known = identities.get(directory.path());
        return known != null && known == directory.identity();
    }

    synchronized void add(LocalPaths.Directory directory) {
        identities.put(directory.path(), directory.identity());
    }

    /** To be told when a directory is made or removed: the next one may get the same inode. */
    synchronized void forget(Path directory) {
        identities.remove(directory);
    }
}
