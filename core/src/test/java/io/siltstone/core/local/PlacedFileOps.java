package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;

/** Hands each step on, unchanged, with its paths as {@link #place} has them; the base of what plants a bug. */
class PlacedFileOps extends ForwardingFileOps {

    PlacedFileOps(FileOps real) {
        super(real);
    }

    /** Where a path leads instead. */
    Path place(Path path) throws IOException {
        return path;
    }

    @Override
    <T> T at(String word, Path path, Step<T> step) throws IOException {
        return step.take(place(path));
    }

    @Override
    <T> T in(String word, Path directory, Step<T> step) throws IOException {
        return step.take(directory);
    }

    @Override
    public FileOps confined(Path root) throws IOException {
        return new ConfinedFileOps(this, root, new CheckedDirectories(root, this::kind));
    }
}
