package io.siltstone.core.local;

import java.util.Map;
import java.util.TreeMap;

/** What a name of {@link CrashFs} leads to; never changes. */
sealed interface CrashNode {

    /** The inode number that programs see; given again when nothing is left of its file. */
    long number();

    /** A regular file. */
    record FileNode(long number, FileState state) implements CrashNode {}

    /**
     * A directory.
     *
     * @param entries the identities of what is in it, by name
     */
    record DirectoryNode(long number, Map<String, Long> entries) implements CrashNode {

        DirectoryNode with(String name, long id) {
            Map<String, Long> changed = new TreeMap<>(entries);
            if (id == DiskChange.NOTHING) {
                changed.remove(name);
            } else {
                changed.put(name, id);
            }
            return new DirectoryNode(number, changed);
        }
    }

    /** A symbolic link. */
    record LinkNode(long number, String target) implements CrashNode {}

    /** The same under another inode number. */
    static CrashNode numbered(CrashNode node, long number) {
        if (node instanceof FileNode file) {
            return new FileNode(number, file.state());
        }
        if (node instanceof DirectoryNode directory) {
            return new DirectoryNode(number, directory.entries());
        }
        return new LinkNode(number, ((LinkNode) node).target());
    }
}
