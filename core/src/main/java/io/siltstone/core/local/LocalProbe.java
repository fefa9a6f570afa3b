package io.siltstone.core.local;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.local.FileOps.LockFile;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out what the file system of a root can do: by trying, or, where nothing may be written, by what it says. */
final class LocalProbe {

    /** Without hard links, as their Linux drivers are named. */
    private static final Set<String> WITHOUT_LINKS = Set.of("vfat", "msdos", "exfat");

    private static final String ATTRIBUTE = LocalAttributes.PREFIX + "probe";

    private final FileOps ops;
    private final LocalRoot root;
    private final ErrorContext context;

    LocalProbe(FileOps ops, LocalRoot root, ErrorContext context) {
        this.ops = ops;
        this.root = root;
        this.context = context;
    }

    /**
     * Tries each step on files of its own in the staging directory.
     *
     * @throws ConfigurationException if the file system takes two names for one
     */
    LocalFeatures byTrying() throws IOException {
        Path file = root.newStagingPath();
        try (OpenFile open = ops.create(file)) {
            open.force();
            requireExactNames(file);
            requireExactText();
            return new LocalFeatures(canLink(file), canSetAttribute(file), canForce(root.staging()), canLock());
        } finally {
            remove(file);
        }
    }

    /**
     * Asks, and writes nothing.
     *
     * @throws ConfigurationException if the file system takes two names for one
     */
    LocalFeatures byAsking() throws IOException {
        requireExactNames(root.path());
        return new LocalFeatures(
                !WITHOUT_LINKS.contains(ops.fileSystemType(root.path())),
                ops.supportsAttributes(root.path()),
                canForce(root.path()),
                true);
    }

    /** The name of something that is there, with each letter's case changed, must name nothing, or something else. */
    private void requireExactNames(Path there) throws IOException {
        Path name = there.getFileName();
        if (name == null) {
            return;
        }
        String text = name.toString();
        String upper = text.toUpperCase(Locale.ROOT);
        String other = upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
        Optional<FileFacts> first = ops.facts(there);
        Optional<FileFacts> second = ops.facts(there.resolveSibling(other));
        boolean folds = !other.equals(text)
                && first.isPresent()
                && second.filter(first.get()::isSameAs).isPresent();
        if (folds) {
            throw refused("names that differ in case");
        }
    }

    /** A letter with an accent must not be found under its other normal form. */
    private void requireExactText() throws IOException {
        if (!FileNames.areUtf8(root.path())) {
            return;
        }
        String name = root.names().nextAccented();
        Path composed = root.staging().resolve(name);
        Path decomposed = root.staging().resolve(Normalizer.normalize(name, Normalizer.Form.NFD));
        try {
            ops.create(composed).close();
            if (ops.kind(decomposed) != FileKind.ABSENT) {
                throw refused("names that differ in their Unicode form");
            }
        } finally {
            remove(composed);
        }
    }

    private ConfigurationException refused(String names) {
        return new ConfigurationException(
                context,
                "the file system of `" + root.path() + "` takes " + names
                        + " for the same; two keys could meet in one file");
    }

    private boolean canLink(Path file) throws IOException {
        Path second = root.newStagingPath();
        try {
            ops.link(file, second);
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            requireRefusal(e);
            return false;
        }
        remove(second);
        return true;
    }

    private boolean canSetAttribute(Path file) throws IOException {
        try {
            ops.setAttribute(file, ATTRIBUTE, "x");
            return ops.attributes(file, ATTRIBUTE).containsKey(ATTRIBUTE);
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            requireRefusal(e);
            return false;
        }
    }

    private void remove(Path file) throws IOException {
        if (ops.kind(file) != FileKind.ABSENT) {
            ops.unlink(file);
        }
    }

    private boolean canForce(Path directory) throws IOException {
        try {
            ops.forceDirectory(directory);
            return true;
        } catch (IOException e) {
            requireRefusal(e);
            return false;
        }
    }

    private boolean canLock() throws IOException {
        Path file = root.newStagingPath();
        try (LockFile locks = ops.openLocks(file)) {
            Optional<Closeable> held = locks.tryLock(0);
            if (held.isPresent()) {
                held.get().close();
            }
            return held.isPresent();
        } catch (IOException e) {
            requireRefusal(e);
            return false;
        } finally {
            remove(file);
        }
    }

    /** Passes a refusal: an ability that is taken for missing stays so for the life of the store. */
    private void requireRefusal(IOException e) throws IOException {
        if (!LocalErrors.isRefusal(e, context)) {
            throw e;
        }
    }
}
