package io.siltstone.duckdb.query;

import io.siltstone.duckdb.engine.DuckDbFailure;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of DuckDB's failures is a mistake of whoever wrote the query. */
final class QueryMistakes {

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

    private QueryMistakes() {}

    /** What the author of the statement did wrong; empty where the failure is none of theirs. */
    static Optional<QueryException> of(DuckDbFailure failure, SQLException cause) {
        return kind(failure).map(kind -> new QueryException(kind, failure.message(), failure.position(), cause));
    }

    /** Which mistake of the author it is; empty where the failure is none of theirs. */
    static Optional<QueryException.Kind> kind(DuckDbFailure failure) {
        if (failure.subtype().equals("COLUMN_NOT_FOUND")) {
            return Optional.of(QueryException.Kind.NAME);
        }
        return Optional.ofNullable(MISTAKES.get(failure.type().toLowerCase(Locale.ROOT)));
    }
}
