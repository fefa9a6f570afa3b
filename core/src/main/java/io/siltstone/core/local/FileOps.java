package io.siltstone.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every single step that a local store takes on the file system. No step follows a symbolic link in the last component,
 * and none does anything but what it says; what to do about a failure is the caller's decision.
 */
interface FileOps extends Closeable {

    /**
     * The same steps, none of which leaves the directory: where anything but a directory, a symbolic link for one, is on
     * the way from it to a path below it, a step finds nothing there. To be closed; its steps go on to work.
     *
     * @param root a path without symbolic links
     */
    FileOps confined(Path root) throws IOException;

    /** Lets go of what it keeps open between steps. */
    @Override
    void close() throws IOException;

    /** Makes a file that must not exist, mode 0600 whatever the umask, open for writing and reading. */
    OpenFile create(Path file) throws IOException;

    /** Opens a regular file of ours for writing and reading. */
    OpenFile openForUpdate(Path file) throws IOException;

    /** Opens a file for reading. The caller has seen that it is a regular one. */
    OpenFile openForReading(Path file) throws IOException;

    /** Renames in one step, replacing what is there; never copies. */
    void move(Path from, Path to) throws IOException;

    /** Gives an existing file a second name, which must not exist. */
    void link(Path existing, Path name) throws IOException;

    /** Removes a name of a file. */
    void unlink(Path file) throws IOException;

    /** Makes one directory that must not exist, mode 0700 whatever the umask. */
    void createDirectory(Path directory) throws IOException;

    /** Removes one empty directory, and nothing else, whatever stands there by now. */
    void removeDirectory(Path directory) throws IOException;

    /** Forces a directory's entries to disk. An interrupt of the thread does not disturb it. */
    void forceDirectory(Path directory) throws IOException;

    /** Forces a file's content and attributes to disk. An interrupt of the thread does not disturb it. */
    void forceFile(Path file) throws IOException;

    /** What stands under the name, as cheaply as the platform can tell. */
    FileKind kind(Path path) throws IOException;

    /** All that is to know of a name; empty where nothing is. */
    Optional<FileFacts> facts(Path path) throws IOException;

    /** How many names a file has; 1 where the file system does not tell. */
    int links(Path file) throws IOException;

    /** Some steps in a row. */
    interface Row<T> {
        T take(FileOps steps, Path name) throws IOException;
    }

    /**
     * Takes steps on one name, all in the directory that is at its path when the first is taken.
     *
     * @throws NoSuchFileException if the directory is absent
     * @throws java.nio.file.NotDirectoryException if it, or a part of the path to it, is no directory
     */
    default <T> T inARow(Path path, Row<T> row) throws IOException {
        return row.take(this, path);
    }

    /**
     * A number of a directory that is another one when another directory is at its path, as far as the platform can tell
     * the two apart; may be another one also for the same directory. Empty where there is no directory.
     */
    default OptionalLong identity(Path directory) throws IOException {
        Optional<FileFacts> found = facts(directory).filter(facts -> facts.kind() == FileKind.DIRECTORY);
        return found.isPresent() ? OptionalLong.of(found.get().inode()) : OptionalLong.empty();
    }

    /** What stands under each of some names in one directory, in their order. */
    default List<FileKind> kinds(Path directory, List<String> names) throws IOException {
        List<FileKind> kinds = new ArrayList<>(names.size());
        for (String name : names) {
            kinds.add(kind(directory.resolve(name)));
        }
        return kinds;
    }

    /** What there is to know of each of some names in one directory, in their order. */
    default List<Optional<FileFacts>> facts(Path directory, List<String> names) throws IOException {
        List<Optional<FileFacts>> facts = new ArrayList<>(names.size());
        for (String name : names) {
            facts.add(facts(directory.resolve(name)));
        }
        return facts;
    }

    /** The names in a directory in no order, without those that are no text in the file-name encoding. */
    List<String> list(Path directory) throws IOException;

    /** The user attributes of a file whose names begin with the prefix. */
    Map<String, String> attributes(Path file, String prefix) throws IOException;

    /** Sets one user attribute. */
    void setAttribute(Path file, String name, String value) throws IOException;

    /** Sets the time of the last modification, and may set that of the last access to it. */
    void setModified(Path file, Instant time) throws IOException;

    /** Sets the time of the last modification; gives what there is to know of the file then. */
    default FileFacts stamped(Path file, Instant time) throws IOException {
        setModified(file, time);
        return facts(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
    }

    /** The path without symbolic links. */
    Path realPath(Path path) throws IOException;

    /** Where a symbolic link leads, as written. */
    String readLink(Path link) throws IOException;

    /** Opens, or makes, the file whose bytes are locks between processes. */
    LockFile openLocks(Path file) throws IOException;

    /** Whether the file system of the path says that it keeps user attributes. */
    boolean supportsAttributes(Path path) throws IOException;

    /** The file system's own name for its type, for example {@code ext4}. */
    String fileSystemType(Path path) throws IOException;

    /** An open file. For one thread. An interrupt of the thread closes it. */
    interface OpenFile extends Closeable {

        /** The length now. */
        long size() throws IOException;

        /** Reads at a position; how many bytes came, -1 at the end. */
        int read(ByteBuffer into, long position) throws IOException;

        /** Writes some of the bytes at a position; how many were taken. */
        int write(ByteBuffer bytes, long position) throws IOException;

        /** Appends some of the bytes to another open file inside the kernel, where it can; how many were taken. */
        long transferTo(long position, long count, OpenFile target) throws IOException;

        /** The end of this file as the target of a transfer. */
        WritableByteChannel end() throws IOException;

        /** Cuts the file to a length. */
        void truncate(long sizeBytes) throws IOException;

        /** Forces content and attributes to disk. */
        void force() throws IOException;
    }

    /** The open file of locks; closing any channel on it in this process would drop every lock that the process has. */
    interface LockFile extends Closeable {

        /** Takes the lock of one byte if no other process has it. */
        Optional<Closeable> tryLock(long position) throws IOException;

        /** Takes the lock of one byte as soon as no other process has it. */
        Closeable lock(long position) throws IOException, InterruptedException;
    }
}
