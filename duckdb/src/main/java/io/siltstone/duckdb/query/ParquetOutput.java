package io.siltstone.duckdb.query;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.engine.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A local Parquet file that is written by DuckDB: in a private directory beside its place, which is the only one that
 * DuckDB may write to, and moved to its place at the end.
 */
final class ParquetOutput implements AutoCloseable {

    private static final String PART = "part.parquet";

    private final Path file;
    private final TemporaryDirectory directory;
    private final ErrorContext context;

    private ParquetOutput(Path file, TemporaryDirectory directory, ErrorContext context) {
        this.file = file;
        this.directory = directory;
        this.context = context;
    }

    /**
     * An output that will be at the path.
     *
     * @throws BackendFailureException if its directory is missing
     * @throws AccessDeniedException if its directory cannot be written to
     */
    static ParquetOutput create(Path file, ErrorContext context) throws StorageException {
        Path absolute = file.toAbsolutePath();
        Path parent = Objects.requireNonNullElse(absolute.getParent(), absolute);
        DuckDbSettings beside = DuckDbSettings.DEFAULT.withTemporaryDirectory(parent);
        return new ParquetOutput(absolute, TemporaryDirectory.create(beside, context), context);
    }

    /** What DuckDB writes to: absolute, without symbolic links. */
    Path directory() {
        return directory.path();
    }

    /** Writes the query's rows. The query stands in it as a value, so that it cannot end the statement around it. */
    String statement(String sql) {
        return "COPY (FROM query(" + SqlText.literal(sql) + ")) TO "
                + SqlText.literal(directory.path().resolve(PART).toString())
                + " (FORMAT parquet, COMPRESSION zstd)";
    }

    /** Moves the file to its place. */
    void publish() throws StorageException {
        try {
            Files.move(
                    directory.path().resolve(PART),
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BackendFailureException(context, "the result cannot be written to its file: " + e, e);
        }
    }

    @Override
    public void close() throws StorageException {
        directory.close();
    }
}
