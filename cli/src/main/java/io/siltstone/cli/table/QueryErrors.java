package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.duckdb.query.QueryException;

/** Queries that are wrong, as exit codes. */
final class QueryErrors {

    private QueryErrors() {}

    /** The error with what to do about it; where the text of the query is to blame, with the place. */
    static CliException translate(QueryException e) {
        ExitCode code = switch (e.kind()) {
            case SYNTAX, NAME, TYPE -> ExitCode.USAGE;
            case TABLE -> ExitCode.NO_SUCH_PREFIX;
            case VALUE -> ExitCode.ERROR;
            case REFUSED -> ExitCode.REFUSED;
        };
        String hint = switch (e.kind()) {
            case SYNTAX -> "give one query, quoted for the shell";
            case NAME -> "`siltstone query \"DESCRIBE db.m\"` shows the columns";
            case TYPE -> "cast one side, for example CAST(x AS DOUBLE)";
            case TABLE -> "`siltstone databases` and `siltstone measurements DB` list what there is";
            case VALUE -> "TRY_CAST gives NULL where a value does not fit";
            case REFUSED -> "a query reads the store's tables and does nothing else";
        };
        String place = e.position().isPresent() ? " (at byte " + e.position().getAsInt() + ")" : "";
        return new CliException(code, "query: " + e.getMessage() + place, hint).causedBy(e);
    }
}
