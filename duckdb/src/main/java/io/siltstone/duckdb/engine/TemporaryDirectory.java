package io.siltstone.duckdb.engine;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A directory that nobody else can read, for one use, removed with what is in it. One that a killed process has left is
 * removed by the next that makes one beside it.
 */
public final class TemporaryDirectory implements AutoCloseable {

    private static final String PREFIX = "siltstone-";

    private final Path path;
    private final HeldLock lock;
    private final ErrorContext context;

    private TemporaryDirectory(Path path, HeldLock lock, ErrorContext context) {
        this.path = path;
        this.lock = lock;
        this.context = context;
    }

    /** A new directory, mode 0700, below the one that the settings name. */
    public static TemporaryDirectory create(DuckDbSettings settings, ErrorContext context) throws StorageException {
        Path parent = settings.temporaryDirectory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return createIn(parent, context);
    }

    /** A new directory, mode 0700, below another. */
    public static TemporaryDirectory createIn(Path parent, ErrorContext context) throws StorageException {
        String own = PREFIX + process() + "-";
        try {
            Path created = Files.createTempDirectory(parent, own);
            TemporaryDirectory made = new TemporaryDirectory(created.toRealPath(), HeldLock.take(created), context);
            HeldLock.removeAbandoned(parent, PREFIX, own, Files.getOwner(created));
            return made;
        } catch (IOException e) {
            throw new BackendFailureException(context, "no temporary directory can be made: " + e, e);
        }
    }

    /** Tells this process from others; its number alone would not where each container begins to count. */
    private static String process() {
        ProcessHandle process = ProcessHandle.current();
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + started;
    }

    /** Where it is: absolute, without symbolic links. */
    public Path path() {
        return path;
    }

    /** Where DuckDB writes what memory does not hold. */
    public Path spill() {
        return path.resolve("spill");
    }

    @Override
    public void close() throws StorageException {
        try {
            lock.close();
            FileTree.remove(path);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new BackendFailureException(context, "the temporary directory cannot be removed: " + e, e);
        }
    }
}
