package io.siltstone.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A directory that is held open. {@link #path} leads to it whatever its name leads to by now, because Linux takes
 * {@code /proc/self/fd/7} for the open directory itself.
 */
final class DirectoryHandle implements Closeable {

    private final Path directory;
    private final Path path;
    private final FileChannel channel;

    private DirectoryHandle(Path directory, Path path, FileChannel channel) {
        this.directory = directory;
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a directory and makes sure that it is the one at its path.
     *
     * @param directory its path, without any symbolic link
     * @param name leads to it too; where that is a link by now, what it leads to is let go of unread
     * @throws NoSuchFileException if another one, or none, is at the path by now
     */
    static DirectoryHandle open(Path directory, Path name, OpenDescriptors descriptors) throws IOException {
        // An interrupt closes the channel that it meets, and who was interrupted still has to tidy up.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return openOnce(directory, name, descriptors);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static DirectoryHandle openOnce(Path directory, Path name, OpenDescriptors descriptors) throws IOException {
        // Through its own dot, which nothing but a directory has: opening a FIFO that was put there would wait for
        // ever.
        FileChannel channel = FileChannel.open(name.resolve("."), Set.of(StandardOpenOption.READ));
        try {
            Path path = descriptors
                    .path(channel, directory)
                    .orElseThrow(
                            () -> new NoSuchFileException(directory.toString(), null, "moved while it was opened"));
            return new DirectoryHandle(directory, path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Its path while it was opened. */
    Path directory() {
        return directory;
    }

    /** Leads to it as long as it is open. */
    Path path() {
        return path;
    }

    /** The directory as a name in itself; {@link #path} alone is a link. */
    Path itself() {
        return path.resolve(".");
    }

    /** Whether it still is what its path names, each part of the path being a directory and no link: the kernel tells. */
    boolean isInPlace() throws IOException {
        return Files.readSymbolicLink(path).equals(directory);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
