package io.siltstone.core.local;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From keys to paths and no further: each segment is one name below the one before. That no symbolic link on the way is
 * followed is the business of the steps, which are confined to the root.
 */
final class LocalPaths {

    private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

    private final FileOps ops;
    private final Path root;
    private final KnownDirectories known;
    private final boolean holdsAllNames;

    LocalPaths(FileOps ops, Path root, KnownDirectories known) {
        this.ops = ops;
        this.root = root;
        this.known = known;
        this.holdsAllNames = FileNames.areUtf8(root);
    }

    /**
     * A directory between root and object, as it was seen.
     *
     * @param identity what tells it from another one at the same path
     */
    record Directory(Path path, long identity) {}

    /** The file of a key; nothing is touched. */
    Path file(ObjectKey key, LocalCall call) throws StorageException {
        List<String> segments = key.segments();
        if (StagingNames.isBeside(segments.get(segments.size() - 1))) {
            throw new InvalidKeyException(
                    call.context(), "its last segment is the store's own name for what is staged");
        }
        return resolve(key.value(), segments, call);
    }

    /** The directory of a prefix; nothing is touched. */
    Path directory(KeyPrefix prefix, LocalCall call) throws StorageException {
        return resolve(prefix.value(), prefix.segments(), call);
    }

    private Path resolve(String text, List<String> segments, LocalCall call) throws StorageException {
        if (!holdsAllNames && !FileNames.isAscii(text)) {
            throw new UnsupportedException(call.context(), FileNames.REMEDY);
        }
        if (WINDOWS && ObjectKey.violation(text, KeyProfile.PORTABLE).isPresent() && !segments.isEmpty()) {
            throw new InvalidKeyException(call.context(), "Windows cannot hold a key that is not portable");
        }
        Path path = root;
        for (String segment : segments) {
            path = child(path, segment, call);
        }
        return path;
    }

    private Path child(Path directory, String segment, LocalCall call) throws StorageException {
        try {
            Path child = directory.resolve(segment);
            if (child.startsWith(directory) && child.getNameCount() == directory.getNameCount() + 1) {
                return child;
            }
        } catch (InvalidPathException e) {
            throw new UnsupportedException(call.context(), "the platform cannot hold the name: " + e.getReason(), e);
        }
        throw new InvalidKeyException(call.context(), "a segment of the key is no name of this platform");
    }

    /** The directory that holds the store. */
    Path root() {
        return root;
    }

    /** The directory, or the closest one above it that is there; the root where none is. */
    Path closest(Path directory) throws IOException {
        Path next = directory;
        while (!next.equals(root) && !isReal(next)) {
            next = parent(next);
        }
        return next;
    }

    /** Whether every directory from the root to this one, itself included, is a real one. */
    boolean isReal(Path directory) throws IOException {
        return ops.kind(directory) == FileKind.DIRECTORY;
    }

    /** What is known of the regular file of a key; empty where no such file is, or no real way to it. */
    Optional<FileFacts> object(Path file) throws IOException {
        return ops.facts(file).filter(facts -> facts.kind() == FileKind.REGULAR);
    }

    /** The directory that holds a path below the root. */
    static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "parent");
    }

    /** The last name of a path below the root. */
    static Path name(Path path) {
        return Objects.requireNonNull(path.getFileName(), "name");
    }

    /**
     * Makes the directories above an object that are missing, one at a time.
     *
     * @param made gets those that were missing
     * @throws KeyConflictException if a file, or a link, is where one should be
     */
    void makeParents(Path file, List<Path> made, LocalCall call) throws IOException {
        if (isReal(parent(file))) {
            return;
        }
        for (int round = 1; ; round++) {
            try {
                for (Path directory : way(parent(file))) {
                    makeDirectory(directory, made, call);
                }
                return;
            } catch (NoSuchFileException e) {
                // Someone removed a directory, empty again, between one level and the next.
                if (round == LocalLimits.MAX_ROUNDS) {
                    throw new ConflictException(
                            call.context(), "the directory of the key is removed again and again", e);
                }
            }
        }
    }

    private void makeDirectory(Path directory, List<Path> made, LocalCall call) throws IOException {
        FileKind kind = ops.kind(directory);
        for (int round = 0; kind == FileKind.ABSENT && round < LocalLimits.MAX_ROUNDS; round++) {
            // A root that is unmounted leaves an empty directory, which is not ours to fill.
            call.requireRoot();
            try {
                ops.createDirectory(directory);
                known.forget(directory);
                made.add(directory);
            } catch (FileAlreadyExistsException e) {
                // Someone else made it; what it is, is seen below.
            }
            kind = ops.kind(directory);
        }
        if (kind == FileKind.ABSENT) {
            throw new NoSuchFileException(directory.toString());
        }
        if (kind != FileKind.DIRECTORY) {
            throw new KeyConflictException(
                    call.context(),
                    "`" + keyOf(directory) + "` is no directory, so that nothing can be stored below it");
        }
    }

    /** The directories from the one below the root to this one, as they are; fewer where one is gone. */
    List<Directory> seen(Path directory) throws IOException {
        List<Directory> seen = new ArrayList<>();
        for (Path next : way(directory)) {
            Optional<Directory> found = seenAlone(next);
            if (found.isEmpty()) {
                return seen;
            }
            seen.add(found.get());
        }
        return seen;
    }

    /** One directory as it is; empty where none is. */
    Optional<Directory> seenAlone(Path directory) throws IOException {
        OptionalLong identity = ops.identity(directory);
        return identity.isPresent() ? Optional.of(new Directory(directory, identity.getAsLong())) : Optional.empty();
    }

    /** Takes back directories that were made for an object that did not come to be, as far as they are empty. */
    void removeMade(List<Path> made) {
        for (int i = made.size() - 1; i >= 0; i--) {
            try {
                known.forget(made.get(i));
                ops.removeDirectory(made.get(i));
            } catch (DirectoryNotEmptyException e) {
                return;
            } catch (IOException e) {
                // An empty directory more is no object more.
                return;
            }
        }
    }

    /** The path below the root as keys are written. */
    String keyOf(Path path) {
        return root.relativize(path).toString().replace(java.io.File.separatorChar, '/');
    }

    /** The paths from below the root to this one, itself included. */
    List<Path> way(Path directory) {
        List<Path> way = new ArrayList<>();
        Path next = root;
        if (!directory.equals(root)) {
            for (Path name : root.relativize(directory)) {
                next = next.resolve(name);
                way.add(next);
            }
        }
        return way;
    }
}
