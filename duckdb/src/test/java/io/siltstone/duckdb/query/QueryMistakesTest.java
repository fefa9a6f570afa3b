package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.duckdb.engine.DuckDbFailure;
import io.siltstone.duckdb.query.QueryException.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of DuckDB's failures, as recorded from 2.0.0, are mistakes of an author. */
class QueryMistakesTest {

    @ParameterizedTest
    @CsvSource({
        "Parser, SYNTAX_ERROR, SYNTAX",
        "Catalog, MISSING_ENTRY, NAME",
        "Binder, COLUMN_NOT_FOUND, NAME",
        "Binder, '', TYPE",
        "Not implemented, '', TYPE",
        "Conversion, '', VALUE",
        "Invalid Input, '', VALUE",
        "Out of Range, '', VALUE",
        "Permission, '', REFUSED",
        "binder, COLUMN_NOT_FOUND, NAME",
        "parser, '', SYNTAX",
    })
    void knowsTheMistakesOfAnAuthor(String type, String subtype, Kind kind) {
        SQLException e = new SQLException("{\"exception_type\":\"" + type
                + "\",\"exception_message\":\"m\\n\\nadvice\",\"position\":\"7\",\"error_subtype\":\"" + subtype
                + "\"}");

        QueryException mistake = QueryMistakes.of(DuckDbFailure.of(e), e).orElseThrow();

        assertThat(mistake.kind()).isEqualTo(kind);
        assertThat(mistake).hasMessage("m").hasCause(e);
        assertThat(mistake.position()).hasValue(7);
    }

    @Test
    void aFailureWithoutATypeIsNoMistake() {
        SQLException e = new SQLException("something broke");

        assertThat(QueryMistakes.of(DuckDbFailure.of(e), e)).isEmpty();
    }
}
