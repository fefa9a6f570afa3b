package io.siltstone.core.local;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Sha256;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where writes are staged: in the store's own directory; beside its target where that lies on another device or mount,
 * into which nothing can be renamed. Each such directory is noted in {@code .siltstone/elsewhere} before anything is staged
 * in it, so that a sweep finds what a crash leaves there without looking through the store.
 */
final class StagingPlaces {

    private static final int NAME_DIGITS = 32;

    /** A key and a line feed. */
    private static final int MAX_BYTES = LocalLimits.MAX_KEY_BYTES + 1;

    private final LocalRoot root;
    private final LocalPaths paths;
    private final Set<Path> elsewhere = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
            return size() > LocalLimits.KNOWN_DIRECTORIES;
        }
    }));

    StagingPlaces(LocalRoot root, LocalPaths paths) {
        this.root = root;
        this.paths = paths;
    }

    /** A name, never used before, from which a rename to the target is possible as far as that is known. */
    Path next(Path target) {
        Path directory = LocalPaths.parent(target);
        return elsewhere.contains(directory) ? directory.resolve(root.names().nextBeside()) : root.newStagingPath();
    }

    /** Nothing can be renamed into the directory from outside it. Lasts, whatever the durability: a sweep depends on it. */
    void noteElsewhere(Path directory) throws IOException {
        Path notes = notes();
        String key = paths.keyOf(directory);
        Path note = notes.resolve(
                Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex().substring(0, NAME_DIGITS));
        FileOps ops = root.ops();
        if (ops.kind(note) == FileKind.ABSENT) {
            makeNotes(notes);
            Path staged = root.newStagingPath();
            try {
                try (OpenFile file = ops.create(staged)) {
                    SmallFile.write(file, 0, key + '\n');
                }
                ops.move(staged, note);
            } catch (IOException e) {
                removeQuietly(staged);
                throw e;
            }
            ops.forceDirectory(notes);
        }
        elsewhere.add(directory);
    }

    private Path notes() {
        return LocalPaths.parent(root.staging()).resolve("elsewhere");
    }

    private void makeNotes(Path notes) throws IOException {
        if (root.ops().kind(notes) == FileKind.DIRECTORY) {
            return;
        }
        try {
            root.ops().createDirectory(notes);
        } catch (FileAlreadyExistsException e) {
            // Another write made it.
        }
        root.ops().forceDirectory(LocalPaths.parent(notes));
    }

    private void removeQuietly(Path staged) {
        try {
            root.ops().unlink(staged);
        } catch (IOException e) {
            // The error that led here is the one to tell.
            return;
        }
    }

    /** A directory's name may well end in blanks. */
    private static String withoutLineEnd(String note) {
        return note.endsWith("\n") ? note.substring(0, note.length() - 1) : note;
    }

    /** The directories of keys in which something may be staged. */
    List<Path> beside(LocalCall call) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String note : names()) {
            try {
                String key = withoutLineEnd(SmallFile.read(root.ops(), notes().resolve(note), MAX_BYTES));
                found.add(paths.directory(KeyPrefix.of(key), call));
            } catch (NoSuchFileException | InvalidKeyException e) {
                // No note of ours.
            }
        }
        return found;
    }

    private List<String> names() throws IOException {
        try {
            return root.ops().list(notes());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** Whether the error says that two names are on different devices or mounts. */
    static boolean isElsewhere(IOException e) {
        return !(e instanceof StorageException)
                && (e instanceof java.nio.file.AtomicMoveNotSupportedException
                        || LocalErrors.said(e).startsWith("Invalid cross-device link"));
    }
}
