package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.Style;
import io.siltstone.core.error.Printable;
import io.siltstone.duckdb.QueryColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns under each other, numbers to the right. As wide as the first rows need, which are held back to find out; later
 * and longer values push their row out rather than being cut.
 */
final class TableRows implements RowPrinter {

    private static final int HELD_ROWS = 500;
    private static final String NULL = "NULL";

    private final Console console;
    private final List<QueryColumn> columns;
    private final List<List<String>> held = new ArrayList<>();
    private final int[] widths;
    private final boolean[] right;
    private boolean started;

    TableRows(Console console, List<QueryColumn> columns) {
        this.console = console;
        this.columns = columns;
        this.widths = new int[columns.size()];
        this.right = new boolean[columns.size()];
    }

    @Override
    public void row(List<Optional<Object>> values) throws IOException {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Optional<Object> value = values.get(i);
            right[i] |= value.isPresent() && value.get() instanceof Number;
            row.add(value.map(QueryValues::text).map(Printable::of).orElse(NULL));
        }
        if (started) {
            print(row, Optional.empty());
            return;
        }
        held.add(row);
        if (held.size() == HELD_ROWS) {
            start();
        }
    }

    @Override
    public void end() throws IOException {
        if (!started) {
            start();
        }
    }

    private void start() throws IOException {
        started = true;
        List<String> names =
                columns.stream().map(column -> Printable.of(column.name())).toList();
        widen(names);
        held.forEach(this::widen);
        print(names, Optional.of(Style.HEADING));
        for (List<String> row : held) {
            print(row, Optional.empty());
        }
        held.clear();
    }

    private void widen(List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], length(row.get(i)));
        }
    }

    private void print(List<String> row, Optional<Style> style) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            String space = " ".repeat(Math.max(0, widths[i] - length(text)));
            line.append(i == 0 ? "" : "  ").append(right[i] ? space + text : text + space);
        }
        String plain = line.toString().stripTrailing();
        console.line(style.map(heading -> console.styled(heading, plain)).orElse(plain));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
