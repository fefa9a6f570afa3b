package io.siltstone.cli.session;

import io.siltstone.core.StoreLocation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A local file that receives content whole or not at all: written beside its place, forced to disk, then renamed. What is
 * there keeps its permissions; a new file has those that the umask leaves.
 */
public final class FileTarget {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final RandomGenerator random;

    private FileTarget(Path file, RandomGenerator random) {
        this.file = file;
        this.random = random;
    }

    /**
     * The file that an argument names; behind a symbolic link, the file that it leads to.
     *
     * @throws CliException if it is a directory or a device, lies in no directory, or lies inside the store
     */
    public static FileTarget of(String argument, StoreLocation store, RandomGenerator random) throws CliException {
        Path named = LocalFiles.path(argument);
        try {
            Path file = resolved(named);
            if (Files.isDirectory(file)) {
                throw refused("`" + argument + "` is a directory", "name the file in it");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw refused(
                        "`" + argument + "` is no regular file", "to write into it, use `siltstone cat KEY > FILE`");
            }
            Optional<Path> root = store.localPath();
            if (root.isPresent()
                    && Files.exists(root.get())
                    && file.startsWith(root.get().toRealPath())) {
                throw refused(
                        "`" + argument + "` lies inside the store, where only the store writes",
                        "name a file elsewhere, or use `siltstone cp`");
            }
            return new FileTarget(file, random);
        } catch (IOException e) {
            throw LocalFiles.failure(named, e);
        }
    }

    private static Path resolved(Path named) throws IOException {
        if (Files.exists(named)) {
            return named.toRealPath();
        }
        Path absolute = named.toAbsolutePath();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        return parent == null || name == null ? absolute : parent.toRealPath().resolve(name.toString());
    }

    private static CliException refused(String message, String hint) {
        return new CliException(ExitCode.REFUSED, message, hint);
    }

    /** Where it will be. */
    public Path file() {
        return file;
    }

    /**
     * Writes the content and puts it in its place.
     *
     * @throws StorageException what reading the content fails with
     */
    public void receive(InputStream content) throws IOException, CliException {
        Path part = file.resolveSibling(".siltstone-" + Long.toHexString(random.nextLong()) + ".part");
        boolean placed = false;
        try {
            write(part, content);
            keepPermissions(part);
            place(part);
            placed = true;
            forceDirectory();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw LocalFiles.failure(file, e);
        } finally {
            if (!placed) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static void write(Path part, InputStream content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                out.write(buffer, 0, n);
            }
            channel.force(true);
        }
    }

    private void keepPermissions(Path part) throws IOException {
        PosixFileAttributeView there = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (there != null && Files.exists(file)) {
            Files.setPosixFilePermissions(part, there.readAttributes().permissions());
        }
    }

    private void place(Path part) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void forceDirectory() throws IOException {
        Path directory = file.getParent();
        if (directory != null && Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
