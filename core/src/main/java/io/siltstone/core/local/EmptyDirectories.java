package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Removes directories in which there is nothing but directories. */
final class EmptyDirectories {

    private final FileOps ops;
    private final KnownDirectories known;

    EmptyDirectories(FileOps ops, KnownDirectories known) {
        this.ops = ops;
        this.known = known;
    }

    /**
     * Removes a directory and those in it.
     *
     * @return whether it is gone; false, with everything kept, when anything but directories is in it
     */
    boolean remove(Path directory) throws IOException {
        List<Path> tree = new ArrayList<>();
        if (!collect(directory, tree)) {
            return false;
        }
        for (int i = tree.size() - 1; i >= 0; i--) {
            try {
                known.forget(tree.get(i));
                ops.removeDirectory(tree.get(i));
            } catch (NoSuchFileException e) {
                // Someone else removed it.
            } catch (DirectoryNotEmptyException | NotDirectoryException e) {
                // Someone put something there since it was seen empty.
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing but directories in it. */
    boolean isEmpty(Path directory) throws IOException {
        return collect(directory, new ArrayList<>());
    }

    /** Puts the directory and all below it into the list, each before what is in it; false at the first other thing. */
    private boolean collect(Path directory, List<Path> tree) throws IOException {
        tree.add(directory);
        for (int i = 0; i < tree.size(); i++) {
            for (String name : names(tree.get(i))) {
                Path child = tree.get(i).resolve(name);
                FileKind kind = ops.kind(child);
                if (kind == FileKind.DIRECTORY) {
                    tree.add(child);
                } else if (kind != FileKind.ABSENT) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<String> names(Path directory) throws IOException {
        try {
            return ops.list(directory);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
