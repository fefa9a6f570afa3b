package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.duckdb.QueryColumn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Comma-separated values after RFC 4180, a line feed after each row. NULL is nothing, the empty text is {@code ""}. */
final class CsvRows implements RowPrinter {

    private final Console console;

    CsvRows(Console console, List<QueryColumn> columns) throws IOException {
        this.console = console;
        console.line(columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(",")));
    }

    @Override
    public void row(List<Optional<Object>> values) throws IOException {
        console.line(values.stream()
                .map(value -> value.map(QueryValues::text).map(CsvRows::quoted).orElse(""))
                .collect(Collectors.joining(",")));
    }

    @Override
    public void end() {}

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
