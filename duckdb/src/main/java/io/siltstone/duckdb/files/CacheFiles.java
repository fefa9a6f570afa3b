package io.siltstone.duckdb.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a cache as they stand at one moment, the one that has not been used for longest first.
 *
 * @param files every regular file
 */
record CacheFiles(List<CacheFile> files) {

    /**
     * One file.
     *
     * @param path where it is
     * @param sizeBytes its length
     * @param used when it was last used
     */
    record CacheFile(Path path, long sizeBytes, FileTime used) {}

    static CacheFiles of(Path directory) throws IOException {
        List<CacheFile> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                file(path).ifPresent(files::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(CacheFile::used));
        return new CacheFiles(files);
    }

    /** Empty for what is no file, and for one that another process removes meanwhile. */
    private static Optional<CacheFile> file(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new CacheFile(path, attributes.size(), attributes.lastModifiedTime()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes files until those that are left have no more bytes than this. */
    void trim(long maxBytes) throws IOException {
        long left = files.stream().mapToLong(CacheFile::sizeBytes).sum();
        for (CacheFile file : files) {
            if (left <= maxBytes) {
                return;
            }
            Files.deleteIfExists(file.path());
            left -= file.sizeBytes();
        }
    }
}
