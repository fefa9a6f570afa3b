package io.siltstone.core.local;

import io.siltstone.core.local.HeldDirectories.Held;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes each step below a root in the directory that holds the name, which is held open for it. What is not below the
 * root is none of its business and taken as it is.
 */
final class ConfinedFileOps extends ForwardingFileOps {

    /** Steps on what is staged, after the one that made or opened it: the directory was seen to stand then. */
    private static final Set<String> OWN = Set.of(FROM, STAMP);

    private final Path root;
    private final HeldDirectories directories;

    ConfinedFileOps(FileOps steps, Path root, HeldDirectories directories) {
        super(steps);
        this.root = root;
        this.directories = directories;
    }

    @Override
    <T> T at(String word, Path path, Step<T> step) throws IOException {
        if (!path.startsWith(root) || path.equals(root)) {
            return step.take(path);
        }
        Path directory = LocalPaths.parent(path);
        try (Held parent = OWN.contains(word) ? directories.holdAgain(directory) : directories.hold(directory)) {
            return step.take(parent.path().resolve(LocalPaths.name(path)));
        }
    }

    @Override
    <T> T in(String word, Path directory, Step<T> step) throws IOException {
        if (!directory.startsWith(root)) {
            return step.take(directory);
        }
        try (Held held = directories.hold(directory)) {
            return step.take(held.itself());
        }
    }

    @Override
    public <T> T inARow(Path path, Row<T> row) throws IOException {
        return at("row", path, there -> real().inARow(there, row));
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        try {
            return directories.stands(path) ? FileKind.DIRECTORY : super.kind(path);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return FileKind.ABSENT;
        }
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        try {
            return super.facts(path);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong identity(Path directory) throws IOException {
        if (!directory.startsWith(root)) {
            return real().identity(directory);
        }
        try (Held held = directories.hold(directory)) {
            OptionalLong opening = held.opening();
            return opening.isPresent() ? opening : real().identity(held.path());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() throws IOException {
        directories.close();
    }
}
