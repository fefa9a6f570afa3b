package io.siltstone.duckdb.importer;

import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers inside of a column of objects or lists. DuckDB's detection makes floating-point numbers of all that are no
 * whole numbers of 64 bits, which rounds those that are too long; such numbers are text.
 *
 * @param name the column
 * @param detected its type by the detection
 */
record JsonNumbers(String name, NestedType detected) {

    /** Parquet has no whole numbers beyond 64 bits, and DuckDB writes them as floating-point numbers. */
    private static final Set<String> ALWAYS_ROUNDED = Set.of("HUGEINT", "UHUGEINT");

    static JsonNumbers of(QueryColumn column) {
        return new JsonNumbers(column.name(), NestedType.parse(column.type()));
    }

    private static boolean isOpen(NestedType.Leaf leaf) {
        return leaf.text().equals("DOUBLE") || ALWAYS_ROUNDED.contains(leaf.text());
    }

    private static boolean isTested(NestedType.Leaf leaf) {
        return leaf.text().equals("DOUBLE") && leaf.path().isPresent();
    }

    /** The column with these numbers as they are written; empty where there are none. */
    Optional<QueryColumn> text() {
        return detected.leaves().stream().anyMatch(JsonNumbers::isOpen)
                ? Optional.of(new QueryColumn(
                        name,
                        detected.with(leaf -> isOpen(leaf) ? leaf.as("VARCHAR") : leaf)
                                .text()))
                : Optional.empty();
    }

    /** Whether every number of a place keeps its value, as aggregates over {@link #text}, a place each. */
    List<String> tests() {
        List<String> tests = new ArrayList<>();
        for (NestedType.Leaf leaf : detected.leaves()) {
            if (isTested(leaf)) {
                String path = leaf.path().orElseThrow();
                String found =
                        "json_extract_string(to_json(" + SqlText.identifier(name) + "), " + SqlText.literal(path) + ")";
                boolean many = path.contains("[*]") || path.contains(".*");
                tests.add("coalesce(bool_and(coalesce(len(list_filter(" + (many ? found : "[" + found + "]")
                        + ", lambda number: number IS NOT NULL AND NOT coalesce("
                        + CsvTypes.Type.DOUBLE.test().formatted("number") + ", false))), 0) = 0), true)");
            }
        }
        return tests;
    }

    /** The type that keeps every number, by the answers to the tests. */
    String type(List<String> answers) {
        int[] next = {0};
        return detected.with(leaf -> {
                    boolean kept = !isOpen(leaf)
                            || (isTested(leaf) && answers.get(next[0]).equals("true"));
                    next[0] += isTested(leaf) ? 1 : 0;
                    return kept ? leaf : leaf.as("VARCHAR");
                })
                .text();
    }
}
