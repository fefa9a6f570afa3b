package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.duckdb.QueryColumn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Prints the rows of a result in one form, as they come. */
interface RowPrinter {

    void row(List<Optional<Object>> values) throws IOException;

    /** Prints what belongs after the last row, and before it where it was held back. */
    void end() throws IOException;

    static RowPrinter of(QueryCommand.Format format, Console console, List<QueryColumn> columns) throws IOException {
        return switch (format) {
            case CSV -> new CsvRows(console, columns);
            case JSON -> new JsonRows(console, columns);
            case TABLE, PARQUET -> new TableRows(console, columns);
        };
    }
}
