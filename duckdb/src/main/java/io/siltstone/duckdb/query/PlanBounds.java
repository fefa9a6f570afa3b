package io.siltstone.duckdb.query;

import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.engine.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an optimized logical plan, as {@code json_serialize_plan} writes it, says of the times that a query reads of each
 * table: over all scans of a table the hull of what their filters let pass.
 */
final class PlanBounds {

    private final Map<TableName, TimedColumn> columns;
    private final Map<TableName, Interval> found = new HashMap<>();

    private PlanBounds(Map<TableName, TimedColumn> columns) {
        this.columns = columns;
    }

    /**
     * The interval of each table that has a time column and is scanned; of a table that the plan no longer scans nothing
     * is said.
     *
     * @param columns the time column of each table that has one
     */
    static Map<TableName, Interval> of(JsonTree plan, Map<TableName, TimedColumn> columns) {
        PlanBounds bounds = new PlanBounds(columns);
        bounds.visit(plan.get("plans"));
        return bounds.found;
    }

    private void visit(JsonTree node) {
        if (node.get("type").text().equals("LOGICAL_GET")) {
            table(node)
                    .ifPresent(table -> found.merge(table.getKey(), scanned(node, table.getValue()), Interval::hull));
        }
        for (JsonTree child : node.children()) {
            visit(child);
        }
    }

    private Optional<Map.Entry<TableName, TimedColumn>> table(JsonTree scan) {
        List<String> path =
                scan.get("function_data").get("qualified_name").get("path").texts();
        return columns.entrySet().stream()
                .filter(table -> path.size() == 3
                        && path.get(1).equalsIgnoreCase(table.getKey().database())
                        && path.get(2).equalsIgnoreCase(table.getKey().measurement()))
                .findFirst();
    }

    /** All filters of a scan hold together; one whose column cannot be told is left out, which lets more pass. */
    private static Interval scanned(JsonTree scan, TimedColumn column) {
        if (!scan.get("table_filters_by_projection").isTrue()) {
            return Interval.ALL;
        }
        ScanFilter reader = new ScanFilter(column.type());
        Interval result = Interval.ALL;
        for (JsonTree filter : scan.get("table_filters").get("filters").elements()) {
            JsonTree index =
                    scan.get("column_indexes").get(filter.get("key").number().orElse(-1));
            boolean whole = index.get("child_indexes").elements().isEmpty();
            String name = scan.get("names")
                    .get(index.get("index").number().orElse(-1))
                    .text();
            if (whole && name.equals(column.name())) {
                result = result.intersect(reader.interval(filter.get("value")));
            }
        }
        return result;
    }
}
