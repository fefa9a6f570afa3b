package io.siltstone.duckdb.importer;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What becomes of bad rows: the first of them in an error, or all of them in a file. */
final class ImportRejects {

    /** The most that a file of rejects takes: with more, it is not the rows that are wrong. */
    static final int MAX_ROWS = 1_000_000;

    private static final int NAMED = 10;
    private static final int MAX_VALUE_CHARS = 80;

    private ImportRejects() {}

    /** Why a value places no row. */
    static String reason(String timeColumn, String value) {
        if (value.isEmpty()) {
            return "`" + timeColumn + "` is empty";
        }
        String shown = value.length() <= MAX_VALUE_CHARS ? value : value.substring(0, MAX_VALUE_CHARS) + "…";
        return "`" + shown + "` in `" + timeColumn + "` is no time of the years 0000 to 9999";
    }

    /** The error that names the first. */
    static BadRowsException stop(ImportSource source, ImportTime time, long rowsIn, long badRows)
            throws StorageException {
        List<BadRow> first = new ArrayList<>();
        source.badRows(time, row -> {
            first.add(row);
            return first.size() < NAMED;
        });
        return new BadRowsException(rowsIn, badRows, first);
    }

    /**
     * What the file of rejects would take the place of, known before anything is read.
     *
     * @throws ConfigurationException if it is one of the inputs, a directory or a device
     */
    static void requirePlace(Path file, List<Path> inputs) throws StorageException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new ConfigurationException(context(file), "is no regular file, and cannot be replaced by one");
            }
            for (Path input : inputs) {
                if (Files.exists(file) && Files.isSameFile(file, input)) {
                    throw new ConfigurationException(
                            ImportEngine.context(input),
                            "is an input, and named for the rejected rows; name another file for these");
                }
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context(file), "the file cannot be looked at: " + e, e);
        }
    }

    /** Writes all of them to the file, which is there whole or as it was; behind a link, to the file that it leads to. */
    static void keep(ImportSource source, ImportTime time, long rowsIn, long badRows, Path file)
            throws StorageException {
        ErrorContext context = context(file);
        if (badRows > MAX_ROWS) {
            throw new ConfigurationException(
                    context,
                    badRows + " of " + rowsIn + " rows cannot be read or placed in time; a file of rejects takes "
                            + MAX_ROWS);
        }
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path directory = Objects.requireNonNullElse(target.getParent(), target);
            Path part = Files.createTempFile(directory, ".siltstone-rejects-", ".part");
            try {
                long written = write(source, time, part);
                if (written != badRows) {
                    throw new IntegrityException(
                            context,
                            badRows + " bad rows were counted and " + written + " found again; nothing was stored");
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context, "the rejected rows cannot be written: " + e, e);
        }
    }

    private static ErrorContext context(Path file) {
        return ErrorContext.of(Operation.WRITE, "rejects", file.toString());
    }

    private static long write(ImportSource source, ImportTime time, Path part) throws IOException {
        long[] written = {0};
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            writer.write("file,line,reason,record\n");
            source.badRows(time, row -> {
                List<String> values =
                        List.of(row.file().toString(), Long.toString(row.number()), row.reason(), row.record());
                try {
                    writer.write(CsvLine.of(values, ',') + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                written[0]++;
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }
}
