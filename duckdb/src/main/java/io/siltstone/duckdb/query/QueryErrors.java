package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.DuckDbErrors;
import io.siltstone.duckdb.engine.DuckDbFailure;
import io.siltstone.parquet.ParquetFooter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what went wrong in a query: a file of the store, the query itself, or else what {@link DuckDbErrors} says. */
final class QueryErrors {

    /** What DuckDB says of damage inside a file, where it does not name the file. */
    private static final Pattern DAMAGE = Pattern.compile(
            "TProtocol|thrift|TType|know what type|parquet|decompress|gzip|zstd|snappy|page header|^Out of buffer",
            Pattern.CASE_INSENSITIVE);

    private final Storage storage;
    private final ErrorContext context;
    private final FilesToRead files;

    QueryErrors(Storage storage, ErrorContext context, FilesToRead files) {
        this.storage = storage;
        this.context = context;
        this.files = files;
    }

    /**
     * The error of a statement that runs the user's query.
     *
     * @return the mistake of its author, if it is one
     * @throws StorageException if it is not
     */
    QueryException ofQuery(SQLException e) throws StorageException {
        DuckDbFailure failure = DuckDbFailure.of(e);
        Optional<StorageException> file = ofFile(failure, e);
        if (file.isPresent()) {
            throw file.get();
        }
        return QueryMistakes.of(failure, e).orElseThrow(() -> DuckDbErrors.storage(failure, context, e));
    }

    /** The error of a statement of this module about files of the store. */
    StorageException ofFiles(SQLException e) {
        DuckDbFailure failure = DuckDbFailure.of(e);
        return ofFile(failure, e).orElseGet(() -> DuckDbErrors.storage(failure, context, e));
    }

    /** DuckDB names the file in most errors that a file is to blame for, and in no other. */
    private Optional<StorageException> ofFile(DuckDbFailure failure, SQLException e) {
        Optional<ObjectKey> key = files.named(failure.message());
        if (key.isEmpty()) {
            return DAMAGE.matcher(failure.message()).find() ? Optional.of(damage(failure, e)) : Optional.empty();
        }
        ErrorContext named =
                ErrorContext.of(Operation.READ, context.backend(), key.get().value());
        StorageException general = DuckDbErrors.storage(failure, named, e);
        if (general instanceof NotFoundException) {
            return Optional.of(new ChangedDuringReadException(
                    named, "the file was removed while the query ran; run the query again", e));
        }
        return Optional.of(
                failure.type().equals("IO") && failure.errno().isPresent()
                        ? general
                        : new IntegrityException(named, "the file cannot be read: " + failure.message(), e));
    }

    /** Which file it is, if its footer shows it; only verifying all pages would tell more. */
    private StorageException damage(DuckDbFailure failure, SQLException e) {
        for (ObjectKey key : files.keys()) {
            try {
                ParquetFooter.read(storage.reader(key.value()));
            } catch (IntegrityException damaged) {
                return damaged;
            } catch (StorageException unreadable) {
                e.addSuppressed(unreadable);
            }
        }
        return new IntegrityException(context, "a file that the query reads is damaged: " + failure.message(), e);
    }
}
