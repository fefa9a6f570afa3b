package io.siltstone.duckdb.files;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Files of remote stores that queries have read, kept on local disk for the next query. A file stands under the hash of
 * its store, key, version and size, so that a new version is another file and nothing is ever stale; that takes a store
 * whose versions are not used again. Several processes may share a directory, and each may be killed at any time: a file
 * appears whole, and what a query reads it holds by a hard link of its own, whatever is removed meanwhile. On a file
 * system without hard links nothing is kept.
 */
public final class QueryCache {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path files;
    private final Path runs;
    private final long maxBytes;
    private final InstantSource clock;

    private QueryCache(Path directory, long maxBytes, InstantSource clock) {
        this.files = directory.resolve("files");
        this.runs = directory.resolve("runs");
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * The cache in a directory, which is made, mode 0700, where it is missing.
     *
     * @param maxBytes how much may stay there after a query; what has not been used for longest goes first
     * @param clock tells when a file was used
     * @throws ConfigurationException if others may write to the directory: what they put there would be read as the
     *     store's
     * @throws BackendFailureException if it cannot be made
     */
    public static QueryCache open(Path directory, long maxBytes, InstantSource clock) throws StorageException {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must not be negative: " + maxBytes);
        }
        ErrorContext context = ErrorContext.of(Operation.OPEN, "cache", directory.toString());
        QueryCache cache = new QueryCache(directory.toAbsolutePath(), maxBytes, clock);
        try {
            Files.createDirectories(directory);
            for (Path made : new Path[] {cache.files, cache.runs}) {
                create(made);
                if (othersMayWrite(made) || othersMayWrite(directory)) {
                    throw new ConfigurationException(
                            context,
                            "others may write to the cache; take their permission away or name another directory");
                }
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context, "the cache cannot be made: " + e, e);
        }
        return cache;
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, PRIVATE);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private static boolean othersMayWrite(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    /** Where queries have their own directories, on the file system of the files. */
    public Path runs() {
        return runs;
    }

    /**
     * Gives the file of the object another name.
     *
     * @param link which must not exist
     * @return false if the cache has not got it
     */
    boolean take(String store, ObjectInfo object, Path link) throws IOException {
        Optional<Path> file = file(store, object);
        if (file.isEmpty()) {
            return false;
        }
        try {
            Files.createLink(link, file.get());
        } catch (FileSystemException | UnsupportedOperationException notThere) {
            return false;
        }
        if (Files.size(link) != object.sizeBytes()) {
            // Never of ours: content is forced to disk before it is named.
            Files.delete(link);
            Files.deleteIfExists(file.get());
            return false;
        }
        use(link);
        return true;
    }

    /** Without a time of its use a file goes earlier than it should. */
    private void use(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (FileSystemException notOurs) {
            return;
        }
    }

    /** Keeps a file that was fetched, whole, by giving it a second name; it must not be changed any more. */
    void put(String store, ObjectInfo object, Path fetched) throws IOException {
        Optional<Path> file = file(store, object);
        if (file.isEmpty()) {
            return;
        }
        // A power cut must not leave the name without the content.
        try (FileChannel channel = FileChannel.open(fetched, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.createLink(file.get(), fetched);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another process was first, or the file system has no links: the query has its file all the same.
            return;
        }
    }

    /** Removes what is too much. */
    void trim() throws IOException {
        CacheFiles.of(files).trim(maxBytes);
    }

    /** Empty for an object without a version, of which another may have the same name. */
    private Optional<Path> file(String store, ObjectInfo object) {
        return object.version().map(version -> {
            String identity =
                    String.join("\n", store, object.key().value(), version, Long.toString(object.sizeBytes()));
            return files.resolve(
                    Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex() + ".parquet");
        });
    }
}
