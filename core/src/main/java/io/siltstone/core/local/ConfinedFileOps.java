package io.siltstone.core.local;

import io.siltstone.core.local.HeldDirectories.Held;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes each step below a root in the directory that holds the name, which is held open for it. What is not below the
 * root is none of its business and taken as it is.
 */
final class ConfinedFileOps implements FileOps {

    private final FileOps steps;
    private final Path root;
    private final HeldDirectories directories;

    ConfinedFileOps(FileOps steps, Path root, HeldDirectories directories) {
        this.steps = steps;
        this.root = root;
        this.directories = directories;
    }

    /** A step on a path that leads where it is meant to. */
    private interface Step<T> {
        T take(Path path) throws IOException;
    }

    /** A step that gives nothing. */
    private interface Change {
        void take(Path path) throws IOException;
    }

    private boolean isBelow(Path path) {
        return path.startsWith(root) && !path.equals(root);
    }

    /** Takes a step on a name in a directory. */
    private <T> T at(Path path, Step<T> step) throws IOException {
        if (!isBelow(path)) {
            return step.take(path);
        }
        try (Held parent = directories.hold(LocalPaths.parent(path))) {
            return step.take(parent.path().resolve(LocalPaths.name(path)));
        }
    }

    private void change(Path path, Change change) throws IOException {
        at(path, there -> {
            change.take(there);
            return there;
        });
    }

    /** Takes a step on a directory itself. */
    private <T> T in(Path directory, Step<T> step) throws IOException {
        if (!directory.startsWith(root)) {
            return step.take(directory);
        }
        try (Held held = directories.hold(directory)) {
            return step.take(held.itself());
        }
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        return at(file, steps::create);
    }

    @Override
    public OpenFile openForUpdate(Path file) throws IOException {
        return at(file, steps::openForUpdate);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return at(file, steps::openForReading);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        change(from, source -> change(to, target -> steps.move(source, target)));
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        change(existing, source -> change(name, target -> steps.link(source, target)));
    }

    @Override
    public void unlink(Path file) throws IOException {
        change(file, steps::unlink);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        change(directory, steps::createDirectory);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        change(directory, steps::removeDirectory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        in(directory, there -> {
            steps.forceDirectory(there);
            return there;
        });
    }

    @Override
    public void forceFile(Path file) throws IOException {
        change(file, steps::forceFile);
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        try {
            return at(path, steps::kind);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return FileKind.ABSENT;
        }
    }

    @Override
    public Optional<FileFacts> facts(Path path) throws IOException {
        try {
            return at(path, steps::facts);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong identity(Path directory) throws IOException {
        if (!directory.startsWith(root)) {
            return steps.identity(directory);
        }
        try (Held held = directories.hold(directory)) {
            OptionalLong opening = held.opening();
            return opening.isPresent() ? opening : steps.identity(held.path());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<FileKind> kinds(Path directory, List<String> names) throws IOException {
        return in(directory, there -> steps.kinds(there, names));
    }

    @Override
    public List<Optional<FileFacts>> facts(Path directory, List<String> names) throws IOException {
        return in(directory, there -> steps.facts(there, names));
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return in(directory, steps::list);
    }

    @Override
    public Map<String, String> attributes(Path file, String prefix) throws IOException {
        return at(file, there -> steps.attributes(there, prefix));
    }

    @Override
    public void setAttribute(Path file, String name, String value) throws IOException {
        change(file, there -> steps.setAttribute(there, name, value));
    }

    @Override
    public void setModified(Path file, Instant time) throws IOException {
        change(file, there -> steps.setModified(there, time));
    }

    @Override
    public FileFacts stamped(Path file, Instant time) throws IOException {
        return at(file, there -> steps.stamped(there, time));
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return steps.realPath(path);
    }

    @Override
    public String readLink(Path link) throws IOException {
        return at(link, steps::readLink);
    }

    @Override
    public LockFile openLocks(Path file) throws IOException {
        return at(file, steps::openLocks);
    }

    @Override
    public boolean supportsAttributes(Path path) throws IOException {
        return steps.supportsAttributes(path);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return steps.fileSystemType(path);
    }

    @Override
    public FileOps confined(Path below) throws IOException {
        return steps.confined(below);
    }

    @Override
    public void close() throws IOException {
        directories.close();
    }
}
