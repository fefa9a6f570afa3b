package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the directories that are in use open, and those that were used last. Each is opened by its name in the one above
 * it, which follows no symbolic link, and is used only while it stands at its path: someone who exchanges a directory for
 * a link meets the old one, or an error.
 */
final class OpenDirectories implements HeldDirectories {

    private final Path root;
    private final FileOps steps;
    private final OpenDescriptors descriptors;
    private final int most;
    private final Map<Path, Shared> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong openings = new AtomicLong();
    private boolean closed;

    /**
     * @param most how many are kept open; those in use may be more
     */
    OpenDirectories(Path root, FileOps steps, int most) {
        this.root = root;
        this.steps = steps;
        this.descriptors = new OpenDescriptors(root.getFileSystem());
        this.most = most;
    }

    /** An open directory and how many hold it; closed when it is kept no longer and nobody does. */
    private final class Shared implements Held {

        private final DirectoryHandle handle;
        private final long opening = openings.incrementAndGet();
        private int users = 1;
        private boolean dropped;

        Shared(DirectoryHandle handle) {
            this.handle = handle;
        }

        @Override
        public Path path() {
            return handle.path();
        }

        @Override
        public Path itself() {
            return handle.itself();
        }

        @Override
        public OptionalLong opening() {
            return OptionalLong.of(opening);
        }

        @Override
        public void close() throws IOException {
            synchronized (kept) {
                users--;
                closeIfUnused();
            }
        }

        private void drop() throws IOException {
            dropped = true;
            closeIfUnused();
        }

        private void closeIfUnused() throws IOException {
            if (dropped && users == 0) {
                descriptors.freed(handle.path());
                handle.close();
            }
        }
    }

    @Override
    public Held hold(Path directory) throws IOException {
        Shared known = known(directory);
        if (known != null) {
            if (isInPlace(known)) {
                return known;
            }
            forget(directory, known);
        }
        Shared opened = new Shared(open(directory));
        keep(directory, opened);
        return opened;
    }

    @Override
    public Held holdAgain(Path directory) throws IOException {
        Shared known = known(directory);
        return known == null ? hold(directory) : known;
    }

    @Override
    public boolean stands(Path directory) throws IOException {
        Shared known = known(directory);
        if (known == null) {
            return false;
        }
        boolean stands = isInPlace(known);
        known.close();
        return stands;
    }

    private static boolean isInPlace(Shared known) throws IOException {
        try {
            return known.handle.isInPlace();
        } catch (IOException e) {
            known.close();
            throw e;
        }
    }

    private @Nullable Shared known(Path directory) {
        synchronized (kept) {
            Shared known = kept.get(directory);
            if (known != null) {
                known.users++;
            }
            return known;
        }
    }

    private void forget(Path directory, Shared moved) throws IOException {
        synchronized (kept) {
            if (kept.remove(directory, moved)) {
                moved.drop();
            }
            moved.close();
        }
    }

    private void keep(Path directory, Shared opened) throws IOException {
        synchronized (kept) {
            if (closed) {
                opened.drop();
                return;
            }
            Shared other = kept.put(directory, opened);
            if (other != null) {
                other.drop();
            }
            Iterator<Shared> eldest = kept.values().iterator();
            while (kept.size() > most) {
                Shared next = eldest.next();
                eldest.remove();
                next.drop();
            }
        }
    }

    private DirectoryHandle open(Path directory) throws IOException {
        if (directory.equals(root)) {
            return DirectoryHandle.open(root, root, descriptors);
        }
        try (Held parent = hold(LocalPaths.parent(directory))) {
            Path name = parent.path().resolve(LocalPaths.name(directory));
            CheckedDirectories.requireDirectory(directory, steps.kind(name));
            return DirectoryHandle.open(directory, name, descriptors);
        } catch (FileSystemException e) {
            String said = LocalErrors.said(e);
            if (said.startsWith("Not a directory") || said.startsWith("Too many levels of symbolic links")) {
                throw new NotDirectoryException(directory.toString());
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (kept) {
            closed = true;
            List<Shared> all = new ArrayList<>(kept.values());
            kept.clear();
            for (Shared each : all) {
                each.drop();
            }
        }
    }
}
