package io.siltstone.duckdb;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory that nobody else can read, for one use, removed with what is in it. */
final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final ErrorContext context;

    private TemporaryDirectory(Path path, ErrorContext context) {
        this.path = path;
        this.context = context;
    }

    /** A new directory, mode 0700, below the one that the settings name. */
    static TemporaryDirectory create(DuckDbSettings settings, ErrorContext context) throws StorageException {
        try {
            Path created = settings.temporaryDirectory().isPresent()
                    ? Files.createTempDirectory(settings.temporaryDirectory().get(), "siltstone-")
                    : Files.createTempDirectory("siltstone-");
            return new TemporaryDirectory(created.toRealPath(), context);
        } catch (IOException e) {
            throw new BackendFailureException(context, "no temporary directory can be made: " + e, e);
        }
    }

    /** Where it is: absolute, without symbolic links. */
    Path path() {
        return path;
    }

    /** Where DuckDB writes what memory does not hold. */
    Path spill() {
        return path.resolve("spill");
    }

    @Override
    public void close() throws StorageException {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new BackendFailureException(context, "the temporary directory cannot be removed: " + e, e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
