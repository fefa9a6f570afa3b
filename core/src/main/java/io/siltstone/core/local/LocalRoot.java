package io.siltstone.core.local;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a store and the reserved one in it. Watches that the root stays the one that was opened: a root that
 * is unmounted or removed is an error, never an empty store, and never made anew.
 */
final class LocalRoot {

    /** Where no key leads. */
    static final String RESERVED = ".siltstone";

    private final FileOps anywhere;
    private final FileOps ops;
    private final Path path;
    private final StagingNames names;
    private final FileFacts opened;
    private volatile @Nullable RootMarker marker;
    private volatile @Nullable LocalLocks locks;
    private boolean closed;

    /**
     * The root as it is.
     *
     * @param anywhere steps that are not confined to the root, to look for the root itself
     * @param path without symbolic links
     * @throws IOException if it cannot be examined
     */
    LocalRoot(FileOps anywhere, Path path, StagingNames names, FileFacts opened) throws IOException {
        this.anywhere = anywhere;
        this.ops = anywhere.confined(path);
        this.path = path;
        this.names = names;
        this.opened = opened;
        try {
            this.marker = RootMarker.read(ops, reserved()).orElse(null);
        } catch (IOException e) {
            ops.close();
            throw e;
        }
    }

    /** Steps below the root. */
    FileOps ops() {
        return ops;
    }

    Path path() {
        return path;
    }

    private Path reserved() {
        return path.resolve(RESERVED);
    }

    /** Where writes are staged. */
    Path staging() {
        return reserved().resolve("staging");
    }

    /** Where transfers are staged. */
    Path partial() {
        return reserved().resolve("partial");
    }

    /** The file whose bytes are locks. */
    Path lockFile() {
        return reserved().resolve("locks");
    }

    /** A name for something staged, never used before. */
    Path newStagingPath() {
        return staging().resolve(names.next());
    }

    StagingNames names() {
        return names;
    }

    boolean hasMarker() {
        return marker != null;
    }

    /**
     * Passes while the root is there and the one that was opened.
     *
     * @throws ConfigurationException if it is missing, or another one is in its place
     */
    void requirePresent(ErrorContext context) throws StorageException {
        try {
            RootMarker known = marker;
            if (known != null && known.stands(anywhere, reserved())) {
                return;
            }
            Optional<FileFacts> facts = anywhere.facts(path);
            if (facts.filter(f -> f.kind() == FileKind.DIRECTORY).isEmpty()) {
                throw new ConfigurationException(context, "the root `" + path + "` is missing");
            }
            boolean same = known == null ? facts.get().inode() == opened.inode() : standsElsewhere(known);
            if (!same) {
                throw new ConfigurationException(
                        context,
                        "the root `" + path + "` is missing: what is in its place is not the store that was opened");
            }
        } catch (IOException e) {
            throw LocalErrors.translate(e, context);
        }
    }

    /** Opens the root anew: a mount that covers it does not show in the one that is held open. */
    private boolean standsElsewhere(RootMarker known) throws IOException {
        try (FileOps fresh = anywhere.confined(path)) {
            return known.isIn(fresh, reserved());
        }
    }

    /** Whether what a change needs is there already. */
    boolean isReadyForChange() {
        return locks != null;
    }

    /**
     * Makes what a change needs below the reserved directory, on the first one; gives the locks.
     *
     * @throws ConfigurationException if the root is missing, or something else is where a directory of ours should be
     * @throws IllegalStateException if the store is closed
     */
    LocalLocks forChange(ErrorContext context) throws StorageException {
        LocalLocks ready = locks;
        if (ready != null) {
            return ready;
        }
        synchronized (this) {
            ready = locks;
            if (closed) {
                throw new IllegalStateException("the store in `" + path + "` is closed");
            }
            if (ready == null) {
                try {
                    ready = LocalLocks.of(
                            ops, path, lockFile(), initialise(context).id());
                } catch (IOException e) {
                    throw LocalErrors.translate(e, context);
                }
                locks = ready;
            }
            return ready;
        }
    }

    /** Makes the directories of ours that are missing, in the root that was opened and in no other. */
    void makeReserved(ErrorContext context) throws IOException {
        requirePresent(context);
        boolean made = makeDirectory(reserved(), context);
        made |= makeDirectory(staging(), context);
        made |= makeDirectory(partial(), context);
        if (made) {
            forceQuietly(reserved());
            forceQuietly(path);
        }
    }

    private RootMarker initialise(ErrorContext context) throws IOException {
        makeReserved(context);
        RootMarker known = marker;
        if (known == null) {
            Optional<RootMarker> there = RootMarker.read(ops, reserved());
            known = there.isPresent()
                    ? there.get()
                    : RootMarker.make(ops, reserved(), newStagingPath(), names.randomHex(), context);
            marker = known;
            forceQuietly(reserved());
        }
        return known;
    }

    private boolean makeDirectory(Path directory, ErrorContext context) throws IOException {
        FileKind kind = ops.kind(directory);
        if (kind == FileKind.ABSENT) {
            try {
                ops.createDirectory(directory);
                return true;
            } catch (FileAlreadyExistsException e) {
                kind = ops.kind(directory);
            }
        }
        if (kind != FileKind.DIRECTORY) {
            throw new ConfigurationException(context, "`" + directory + "` is not a directory");
        }
        return false;
    }

    /** Not every file system can; where durability depends on it, the probe refuses such a one before. */
    private void forceQuietly(Path directory) {
        try {
            ops.forceDirectory(directory);
        } catch (IOException e) {
            // A marker or a staging directory that a power cut takes is made anew.
            return;
        }
    }

    /** Gives back the locks and what is held open. */
    void close(ErrorContext context) throws StorageException {
        synchronized (this) {
            LocalLocks held = locks;
            locks = null;
            closed = true;
            try (ops) {
                if (held != null) {
                    held.release();
                }
            } catch (IOException e) {
                throw LocalErrors.translate(e, context);
            }
        }
    }
}
