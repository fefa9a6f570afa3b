package io.siltstone.duckdb;

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
import java.util.Map;
import java.util.Optional;

/** The one place where what DuckDB throws becomes an error of ours. */
final class DuckDbErrors {

    /** Linux and macOS agree on these but for EDQUOT: 122 and 69. */
    private static final int ENOENT = 2;

    /** What the author of a statement can mend, by DuckDB's exception type in lower case. */
    private static final Map<String, QueryException.Kind> MISTAKES = Map.ofEntries(
            Map.entry("parser", QueryException.Kind.SYNTAX),
            Map.entry("syntax", QueryException.Kind.SYNTAX),
            Map.entry("catalog", QueryException.Kind.NAME),
            Map.entry("binder", QueryException.Kind.TYPE),
            Map.entry("expression", QueryException.Kind.TYPE),
            Map.entry("not implemented", QueryException.Kind.TYPE),
            Map.entry("parameter not resolved", QueryException.Kind.TYPE),
            Map.entry("mismatch type", QueryException.Kind.TYPE),
            Map.entry("invalid type", QueryException.Kind.TYPE),
            Map.entry("unknown type", QueryException.Kind.TYPE),
            Map.entry("conversion", QueryException.Kind.VALUE),
            Map.entry("decimal", QueryException.Kind.VALUE),
            Map.entry("divide by zero", QueryException.Kind.VALUE),
            Map.entry("invalid input", QueryException.Kind.VALUE),
            Map.entry("out of range", QueryException.Kind.VALUE),
            Map.entry("permission", QueryException.Kind.REFUSED),
            Map.entry("missing extension", QueryException.Kind.REFUSED));

    private DuckDbErrors() {}

    /** What the author of the statement did wrong; empty where the failure is none of theirs. */
    static Optional<QueryException> mistake(DuckDbFailure failure, SQLException cause) {
        return kind(failure).map(kind -> new QueryException(kind, failure.message(), failure.position(), cause));
    }

    /** Which mistake of the author it is; empty where the failure is none of theirs. */
    static Optional<QueryException.Kind> kind(DuckDbFailure failure) {
        if (failure.subtype().equals("COLUMN_NOT_FOUND")) {
            return Optional.of(QueryException.Kind.NAME);
        }
        return Optional.ofNullable(MISTAKES.get(failure.type().toLowerCase(Locale.ROOT)));
    }

    /** The failure of a statement that nobody but this module wrote. */
    static StorageException storage(SQLException e, ErrorContext context) {
        return storage(DuckDbFailure.of(e), context, e);
    }

    static StorageException storage(DuckDbFailure failure, ErrorContext context, SQLException cause) {
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
