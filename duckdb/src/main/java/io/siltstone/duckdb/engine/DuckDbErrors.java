package io.siltstone.duckdb.engine;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;

/** The one place where what DuckDB throws becomes an error of storage. */
public final class DuckDbErrors {

    /** Linux and macOS agree on these but for EDQUOT: 122 and 69. */
    private static final int ENOENT = 2;

    private DuckDbErrors() {}

    /** The failure of a statement that nobody but this module wrote. */
    public static StorageException storage(SQLException e, ErrorContext context) {
        return storage(DuckDbFailure.of(e), context, e);
    }

    public static StorageException storage(DuckDbFailure failure, ErrorContext context, SQLException cause) {
        String reason = failure.message();
        return switch (failure.type().toLowerCase(Locale.ROOT)) {
            case "interrupt" ->
                cause instanceof SQLTimeoutException
                        ? new TimeoutException(context, "the time allowed is over", cause)
                        : new CancelledException(context, "it was cancelled", cause);
            case "out of memory" -> outOfMemory(reason, context, cause);
            case "io" -> inputOutput(failure, context, cause);
            default -> new BackendFailureException(context, "DuckDB failed: " + reason, cause);
        };
    }

    /** DuckDB calls a full temporary directory out of memory too, and names the setting that bounds it. */
    private static StorageException outOfMemory(String reason, ErrorContext context, SQLException cause) {
        if (reason.contains("max_temp_directory_size")) {
            return new NoSpaceException(
                    context, "memory and the temporary directory are both full: " + firstSentence(reason), cause);
        }
        return new BackendFailureException(
                context, "the memory limit is too small for this: " + firstSentence(reason), cause);
    }

    private static StorageException inputOutput(DuckDbFailure failure, ErrorContext context, SQLException cause) {
        String reason = failure.message();
        return switch (failure.errno().orElse(0)) {
            case 28, 69, 122 -> new NoSpaceException(context, "the disk or quota is full: " + reason, cause);
            case 1, 13, 30 -> new AccessDeniedException(context, reason, cause);
            case ENOENT -> new NotFoundException(context, reason, cause);
            default ->
                reason.startsWith("No files found")
                        ? new NotFoundException(context, reason, cause)
                        : new BackendFailureException(context, reason, cause);
        };
    }

    private static String firstSentence(String reason) {
        int end = reason.indexOf(" Database is launched");
        int limit = reason.indexOf(" This limit was set");
        int cut = Math.max(end, limit);
        return cut < 0 ? reason : reason.substring(0, cut);
    }
}
