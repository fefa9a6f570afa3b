package io.siltstone.duckdb.query;

import io.siltstone.duckdb.engine.SqlText;

/**
 * A view of a table's files, by their names. Equal to another one if it reads the same names; DuckDB asks the files for
 * their columns each time that a view is used.
 *
 * @param schema the name of its schema, quoted
 * @param name its whole name, quoted
 * @param select what it gives
 */
record StandingView(String schema, String name, String select) {

    static StandingView of(TablePlan table, String select) {
        return new StandingView(SqlText.identifier(table.name().database()), table.sqlName(), select);
    }

    /** Makes it, in the place of another view of that name. */
    String statement() {
        return "CREATE SCHEMA IF NOT EXISTS " + schema + "; CREATE OR REPLACE VIEW " + name + " AS " + select;
    }
}
