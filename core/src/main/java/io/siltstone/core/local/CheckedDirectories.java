package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Looks at each part of a path before its last one is used, where the platform has no paths to open directories. A
 * directory that is exchanged for a symbolic link between the look and the step is followed.
 */
record CheckedDirectories(Path root, Look look) implements HeldDirectories {

    /** Tells what stands under a name. */
    interface Look {
        FileKind kind(Path path) throws IOException;
    }

    private record Checked(Path path) implements Held {

        @Override
        public Path itself() {
            return path;
        }

        @Override
        public OptionalLong opening() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public Held hold(Path directory) throws IOException {
        Path next = root;
        for (Path name : directory.equals(root) ? Path.of("") : root.relativize(directory)) {
            next = next.resolve(name);
            requireDirectory(next, look.kind(next));
        }
        return new Checked(directory);
    }

    /** Passes when the path is one of a directory. */
    static void requireDirectory(Path path, FileKind kind) throws IOException {
        if (kind == FileKind.ABSENT) {
            throw new NoSuchFileException(path.toString());
        }
        if (kind != FileKind.DIRECTORY) {
            throw new NotDirectoryException(path.toString());
        }
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
