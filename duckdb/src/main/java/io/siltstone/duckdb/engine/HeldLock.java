package io.siltstone.duckdb.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;

/**
 * Marks a directory as in use for as long as its process lives: the system drops the lock of a killed process. The file
 * gets its name only once it is locked, so that whoever finds it unlocked knows that its process is gone. Where the file
 * system has no locks, nothing is marked and nothing is removed.
 */
public final class HeldLock implements AutoCloseable {

    private static final String NAME = "lock";

    private final FileChannel channel;

    private HeldLock(FileChannel channel) {
        this.channel = channel;
    }

    public static HeldLock take(Path directory) throws IOException {
        Path unnamed = directory.resolve(NAME + ".new");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                Files.move(unnamed, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException noLocks) {
            Files.deleteIfExists(unnamed);
        }
        return new HeldLock(channel);
    }

    /**
     * Removes directories whose processes are gone.
     *
     * @param prefix what their names begin with
     * @param own what the names of this process's own begin with, which are not looked at: a second channel on a lock file
     *     would drop the lock as it is closed
     * @param owner whose directories alone are looked at: what others put there may be a trap
     */
    public static void removeAbandoned(Path parent, String prefix, String own, UserPrincipal owner) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path sibling : siblings) {
                String name = String.valueOf(sibling.getFileName());
                if (!name.startsWith(own) && isAbandoned(sibling, owner)) {
                    remove(sibling);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void remove(Path directory) {
        try {
            FileTree.remove(directory);
        } catch (IOException e) {
            // Another process removes it too, or what is left is for the next one.
            return;
        }
    }

    private static boolean isAbandoned(Path directory, UserPrincipal owner) {
        Path file = directory.resolve(NAME);
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(owner)
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        } catch (IOException gone) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
