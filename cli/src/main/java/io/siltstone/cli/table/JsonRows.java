package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.duckdb.QueryColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object per row; under {@code --json} as the field {@code row} of a line of ours. */
final class JsonRows implements RowPrinter {

    private final Console console;
    private final List<String> names = new ArrayList<>();

    JsonRows(Console console, List<QueryColumn> columns) {
        this.console = console;
        for (QueryColumn column : columns) {
            names.add(distinct(column.name()));
        }
    }

    /** A name that an earlier column has gets a number, since an object has each name once. */
    private String distinct(String name) {
        String candidate = name;
        for (int i = 2; names.contains(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    @Override
    public void row(List<Optional<Object>> values) throws IOException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i).map(QueryValues::plain).orElse(null));
        }
        if (console.json()) {
            console.line(new JsonLine("row").put("row", row));
        } else {
            console.line(JsonLine.text(row));
        }
    }

    @Override
    public void end() {}
}
