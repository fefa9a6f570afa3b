package io.siltstone.duckdb.query;

import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.engine.DuckDbFailure;
import io.siltstone.duckdb.engine.JsonTree;
import io.siltstone.duckdb.query.QueryException.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What DuckDB's parser makes of a query, checked before anything is bound to it: that it is one query, which tables it
 * names, and that it names nothing else. Read from {@code json_serialize_sql}, which binds nothing and opens nothing.
 */
final class QueryText {

    /** The nodes of statements that only read; those of INSERT, UPDATE and DELETE inside WITH are among the others. */
    private static final Set<String> READING_NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    /** Table functions that make rows from their arguments alone. All others can reach files, settings or SQL in text. */
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree");

    /** Schemas and catalogs of DuckDB's own, which it finds before a database of the same name. */
    private static final Set<String> RESERVED = Set.of("memory", "temp", "system", "information_schema", "pg_catalog");

    private final Map<String, TableName> tables = new LinkedHashMap<>();
    private final Set<String> commonTables = new LinkedHashSet<>();
    private final boolean timeless;

    private QueryText(boolean timeless) {
        this.timeless = timeless;
    }

    /**
     * A text that may be run.
     *
     * @param serialized the answer of {@code json_serialize_sql}
     * @throws QueryException if the text is not one query, or names what is no table of the store
     */
    static QueryText of(JsonTree serialized) throws QueryException {
        if (serialized.get("error").isTrue()) {
            throw refusal(DuckDbFailure.ofSerialized(serialized));
        }
        int statements = serialized.get("statements").elements().size();
        if (statements != 1) {
            throw new QueryException(
                    Kind.SYNTAX,
                    statements == 0 ? "the query is empty" : "one query is run at a time, not " + statements);
        }
        QueryText text = new QueryText(TimelessText.isTimeless(serialized));
        text.collectCommonTables(serialized);
        text.check(serialized);
        return text;
    }

    /** The tables that the query reads, in the order in which it names them. */
    Set<TableName> tables() {
        return new LinkedHashSet<>(tables.values());
    }

    /** Whether a plan of it, over tables of the same columns, says the same whenever it is made. */
    boolean isTimeless() {
        return timeless;
    }

    private static QueryException refusal(DuckDbFailure failure) {
        if (failure.type().equals("parser")) {
            return new QueryException(Kind.SYNTAX, failure.message(), failure.position(), null);
        }
        return new QueryException(
                Kind.SYNTAX,
                "only queries are run: SELECT, WITH, FROM, VALUES, DESCRIBE and SUMMARIZE, and PIVOT with its values"
                        + " given in IN (…)");
    }

    private void collectCommonTables(JsonTree node) {
        for (JsonTree entry : node.get("cte_map").get("map").elements()) {
            commonTables.add(entry.get("key").text().toLowerCase(Locale.ROOT));
        }
        for (JsonTree child : node.children()) {
            collectCommonTables(child);
        }
    }

    private void check(JsonTree node) throws QueryException {
        String type = node.get("type").text();
        OptionalInt position = position(node);
        switch (type) {
            case "BASE_TABLE" -> table(node, position);
            case "TABLE_FUNCTION" -> tableFunction(node.get("function"), position);
            case "SHOW_REF" -> show(node, position);
            case "VALUE_PARAMETER" ->
                throw new QueryException(
                        Kind.SYNTAX, "a query has no parameters: write the value itself", position, null);
            default -> {
                if (type.endsWith("_NODE") && !READING_NODES.contains(type)) {
                    throw new QueryException(Kind.REFUSED, "a query only reads: " + type, position, null);
                }
            }
        }
        for (JsonTree child : node.children()) {
            check(child);
        }
    }

    private void table(JsonTree node, OptionalInt position) throws QueryException {
        var path = node.get("qualified_name").get("path").texts();
        String name = String.join(".", path);
        // A dot or slash in a single name could be a file name, which DuckDB would open where no table is in scope.
        boolean commonTable = path.size() == 1
                && commonTables.contains(name.toLowerCase(Locale.ROOT))
                && name.indexOf('.') < 0
                && name.indexOf('/') < 0;
        if (commonTable) {
            return;
        }
        if (path.size() != 2) {
            throw new QueryException(
                    Kind.TABLE,
                    "`" + name + "` is no measurement: write database.measurement, each in double quotes of its own"
                            + " where it has other characters than letters, digits and _",
                    position,
                    null);
        }
        if (RESERVED.contains(path.get(0).toLowerCase(Locale.ROOT))) {
            throw new QueryException(
                    Kind.TABLE,
                    "the database name `" + path.get(0) + "` belongs to DuckDB and cannot be queried",
                    position,
                    null);
        }
        add(path.get(0), path.get(1), position);
    }

    private void add(String database, String measurement, OptionalInt position) throws QueryException {
        TableName table;
        try {
            table = TableName.of(database, measurement);
        } catch (InvalidKeyException e) {
            throw new QueryException(Kind.TABLE, e.reason(), position, e);
        }
        String folded = table.toString().toLowerCase(Locale.ROOT);
        TableName other = tables.putIfAbsent(folded, table);
        if (other != null && !other.equals(table)) {
            throw new QueryException(
                    Kind.TABLE,
                    "`" + table + "` and `" + other + "` differ only by case, which SQL does not tell apart",
                    position,
                    null);
        }
    }

    private static void tableFunction(JsonTree function, OptionalInt position) throws QueryException {
        var path = function.get("qualified_name").get("path").texts();
        String name = String.join(".", path);
        if (path.size() != 1 || !TABLE_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new QueryException(
                    Kind.REFUSED,
                    "the table function `" + name + "` is not open to queries; these are: "
                            + String.join(
                                    ", ", TABLE_FUNCTIONS.stream().sorted().toList()),
                    position,
                    null);
        }
    }

    private static void show(JsonTree node, OptionalInt position) throws QueryException {
        if (node.get("query").children().isEmpty()) {
            throw new QueryException(
                    Kind.REFUSED, "of SHOW there is only DESCRIBE database.measurement", position, null);
        }
    }

    private static OptionalInt position(JsonTree node) {
        return node.get("query_location").number().stream()
                .filter(position -> position <= Integer.MAX_VALUE)
                .mapToInt(Math::toIntExact)
                .findFirst();
    }
}
