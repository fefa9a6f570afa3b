package io.siltstone.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Gives the directories below a root for single steps, so that no step leaves the root. For many threads. */
interface HeldDirectories extends Closeable {

    /** A directory for the time of a step, to be closed after it. */
    interface Held extends Closeable {

        /** What leads to a name in the directory when the name is put after it. */
        Path path();

        /** Leads to the directory itself, for steps that would not follow a link. */
        Path itself();

        /**
         * The number of the opening since which it has been open, so that no other directory can have got its inode;
         * empty where it is not open.
         */
        OptionalLong opening();
    }

    /**
     * The directory at a path, if every part of the path below the root is a directory and no symbolic link.
     *
     * @throws java.nio.file.NoSuchFileException if it is absent
     * @throws java.nio.file.NotDirectoryException if it, or a part of the path to it, is anything but a directory
     */
    Held hold(Path directory) throws IOException;

    /** The same without a look whether it still stands there, for what was made in it a moment ago. */
    default Held holdAgain(Path directory) throws IOException {
        return hold(directory);
    }

    /** Whether the directory is kept open and stands at its path; when not, that says nothing of what is there. */
    default boolean stands(Path directory) throws IOException {
        return false;
    }

    /** Lets go of what is kept open; what is held later is kept no longer than it is in use. */
    @Override
    void close() throws IOException;

    /** As exact as the platform allows. */
    static HeldDirectories of(Path root, FileOps steps) throws IOException {
        if (!OpenDescriptors.areShown(root.getFileSystem())) {
            return new CheckedDirectories(root, steps::kind);
        }
        OpenDirectories exact = new OpenDirectories(root, steps, LocalLimits.OPEN_DIRECTORIES);
        try {
            exact.hold(root).close();
            return exact;
        } catch (NoSuchFileException e) {
            // The kernel shows the root under another path than this process does, in some containers.
            exact.close();
            return new CheckedDirectories(root, steps::kind);
        }
    }
}
