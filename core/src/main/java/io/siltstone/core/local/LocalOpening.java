package io.siltstone.core.local;

import io.siltstone.core.Durability;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens a root: finds it, or makes it where that is asked for, and finds out what its file system can do.
 *
 * @param root as it will be watched
 * @param features what can be done in it
 */
record LocalOpening(LocalRoot root, LocalFeatures features) {

    /**
     * @throws ConfigurationException if the root is missing, no directory, or suspiciously empty, or if its file system
     *     cannot keep what the configuration promises
     */
    static LocalOpening of(LocalConfig config, StoreRuntime runtime, FileOps ops, ErrorContext context)
            throws StorageException {
        try {
            if (config.create()) {
                requireMounted(config.root(), ops, context);
                make(config.root(), config.durability(), ops);
            }
            Path real = ops.realPath(config.root());
            FileFacts facts = ops.facts(real)
                    .filter(found -> found.kind() == FileKind.DIRECTORY)
                    .orElseThrow(() -> new NotDirectoryException(real.toString()));
            StagingNames names = new StagingNames(runtime.random(), OwnerToken.self(ops, real));
            return opened(config, new LocalRoot(ops, real, names, facts), context);
        } catch (IOException e) {
            throw refused(config.root(), LocalErrors.translate(e, context), context);
        }
    }

    /** Keeps no lock of a root that is refused. */
    private static LocalOpening opened(LocalConfig config, LocalRoot root, ErrorContext context) throws IOException {
        boolean usable = false;
        try {
            LocalOpening opening = new LocalOpening(root, features(config, root, context));
            opening.requireDurable(config, context);
            usable = true;
            return opening;
        } catch (IOException e) {
            StorageException typed = LocalErrors.translate(e, context);
            throw typed instanceof KeyConflictException
                    ? new ConfigurationException(
                            context,
                            "in `" + root.path().resolve(LocalRoot.RESERVED) + "`, which is the store's own, "
                                    + typed.reason(),
                            e)
                    : typed;
        } finally {
            if (!usable) {
                root.close(context);
            }
        }
    }

    private static StorageException refused(Path root, StorageException e, ErrorContext context) {
        if (e instanceof NotFoundException) {
            return new ConfigurationException(context, "the root `" + root + "` is missing", e);
        }
        if (e instanceof KeyConflictException) {
            return new ConfigurationException(context, "the root `" + root + "` is not a directory", e);
        }
        return e;
    }

    private static LocalFeatures features(LocalConfig config, LocalRoot root, ErrorContext context) throws IOException {
        LocalProbe probe = new LocalProbe(root.ops(), root, context);
        if (config.create()) {
            try {
                root.forChange(context);
                return probe.byTrying();
            } catch (IOException e) {
                // A medium that is full or read-only is still to be read.
                StorageException typed = LocalErrors.translate(e, context);
                if (!(typed instanceof AccessDeniedException || typed instanceof NoSpaceException)) {
                    throw typed;
                }
            }
        }
        if (!root.hasMarker() && root.ops().list(root.path()).isEmpty()) {
            throw new ConfigurationException(
                    context, "the root `" + root.path() + "` is empty and has no marker: is the mount missing?");
        }
        return probe.byAsking();
    }

    private void requireDurable(LocalConfig config, ErrorContext context) throws ConfigurationException {
        if (config.durability() == Durability.FULL && !features.directoryForce()) {
            throw new ConfigurationException(
                    context,
                    "the file system of `" + root.path() + "` cannot force directories to disk, which durability FULL"
                            + " needs; say durability=DATA to do without");
        }
    }

    /** A root that is no store yet is made only where its file system is mounted. */
    private static void requireMounted(Path root, FileOps ops, ErrorContext context) throws IOException {
        if (ops.kind(root.resolve(LocalRoot.RESERVED)) == FileKind.ABSENT) {
            Optional<Path> missing = ExpectedMounts.missing(ops, root);
            if (missing.isPresent()) {
                throw new ConfigurationException(
                        context,
                        "the root `" + root + "` is no store, and `" + missing.get()
                                + "`, which /etc/fstab says is to be mounted, is not mounted");
            }
        }
    }

    /** Makes the directories that are missing; a root that may be a symbolic link is left as it is. */
    private static void make(Path root, Durability durability, FileOps ops) throws IOException {
        if (ops.kind(root) != FileKind.ABSENT) {
            return;
        }
        Path parent = root.getParent();
        if (parent != null) {
            make(parent, durability, ops);
        }
        try {
            ops.createDirectory(root);
        } catch (FileAlreadyExistsException e) {
            // Someone else made it.
            return;
        }
        if (parent != null && durability == Durability.FULL) {
            ops.forceDirectory(parent);
        }
    }
}
