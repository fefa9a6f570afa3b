package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.JsonTree;
import io.siltstone.duckdb.query.QueryException.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the files that a query needs, and has a view of them made under the name of each table.
 *
 * <p>The bounds of time come from DuckDB's own plan of the query over empty stubs of the tables. They hold only for
 * tables of the stubs' columns and types; so where the files that the bounds lead to have others, the stubs are made anew
 * from these too and the query is planned again, until nothing changes. Bounds only widen and stubs only grow on the
 * way, and there are only so many files. What the plan of a timeless text said over tables of the same columns is
 * remembered, and then neither stubs nor a plan are made.
 */
final class QueryPlanner {

    private final TableCatalog catalog;
    private final Pruner pruner;
    private final FilesToRead files;
    private final FileMemory memory;
    private final QuerySession session;
    private final QueryErrors errors;
    private final QueryRequest request;

    QueryPlanner(
            TableCatalog catalog,
            Pruner pruner,
            FilesToRead files,
            FileMemory memory,
            QuerySession session,
            QueryErrors errors,
            QueryRequest request) {
        this.catalog = catalog;
        this.pruner = pruner;
        this.files = files;
        this.memory = memory;
        this.session = session;
        this.errors = errors;
        this.request = request;
    }

    /** Leaves the session with a view, or where nothing is to be read an empty table, for each table of the query. */
    List<TablePlan> plan() throws StorageException, QueryException {
        List<TablePlan> tables = new ArrayList<>();
        QueryText text = text();
        for (TableName name : text.tables()) {
            tables.add(catalog.table(
                    name, Optional.ofNullable(request.timeColumns().get(name))));
        }
        requireTimeColumn(tables);
        StubsAndViews made = new StubsAndViews(session, files, memory, errors, request.within());
        for (TablePlan table : tables) {
            made.learnColumns(table);
        }
        boolean stable = false;
        while (!stable) {
            readBounds(text, tables, made);
            stable = true;
            for (TablePlan table : tables) {
                stable &= choose(table, made);
            }
        }
        made.createViews(tables);
        return tables;
    }

    private QueryText text() throws StorageException, QueryException {
        Optional<QueryText> known = memory.text(request.sql());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            QueryText text = QueryText.of(JsonTree.parse(session.value("SELECT json_serialize_sql(?)", request.sql())));
            memory.putText(request.sql(), text);
            return text;
        } catch (SQLException e) {
            throw errors.ofQuery(e);
        } catch (IOException e) {
            throw new QueryException(
                    Kind.SYNTAX, "the query is nested too deeply: " + e.getMessage(), OptionalInt.empty(), e);
        }
    }

    private void requireTimeColumn(List<TablePlan> tables) throws QueryException {
        boolean none = tables.stream().allMatch(table -> table.declaredTime().isEmpty());
        if (!request.within().equals(TimeRange.ALL) && none) {
            throw new QueryException(
                    Kind.NAME,
                    "the query is to be narrowed to a time, but no table of it has a known time column; name the column");
        }
    }

    /** Widens the bounds of each table by what the plan over the stubs says. */
    private void readBounds(QueryText text, List<TablePlan> tables, StubsAndViews made)
            throws StorageException, QueryException {
        Optional<Map<TableName, Interval>> known =
                text.isTimeless() ? memory.bounds(request.sql(), planned(tables)) : Optional.empty();
        Map<TableName, Interval> found = known.isPresent() ? known.get() : plannedBounds(text, tables, made);
        for (TablePlan table : tables) {
            Interval interval = found.getOrDefault(table.name(), Interval.ALL);
            table.widen(
                    table.timeColumn().map(time -> time.scale().range(interval)).orElse(TimeRange.ALL));
        }
    }

    private Map<TableName, Interval> plannedBounds(QueryText text, List<TablePlan> tables, StubsAndViews made)
            throws StorageException, QueryException {
        JsonTree plan = boundPlan(tables, made);
        Map<TableName, TimedColumn> columns = new LinkedHashMap<>();
        for (TablePlan table : tables) {
            table.timeColumn().filter(TimedColumn::isWhole).ifPresent(column -> columns.put(table.name(), column));
        }
        Map<TableName, Interval> found = PlanBounds.of(plan, columns);
        if (text.isTimeless()) {
            memory.putBounds(request.sql(), planned(tables), found);
        }
        return found;
    }

    private static List<FileMemory.PlannedTable> planned(List<TablePlan> tables) {
        return tables.stream()
                .map(table -> new FileMemory.PlannedTable(table.name(), table.columns(), table.timeColumn()))
                .toList();
    }

    /** A column or type that the query needs may be in other files than the first and the last. */
    private JsonTree boundPlan(List<TablePlan> tables, StubsAndViews made) throws StorageException, QueryException {
        BoundPlan plan = new BoundPlan(session, errors, request.sql());
        made.createStubs(tables);
        try {
            return plan.read();
        } catch (QueryException e) {
            if (!learnAllSchemas(tables, made)) {
                throw e;
            }
            made.createStubs(tables);
            return plan.read();
        }
    }

    private boolean learnAllSchemas(List<TablePlan> tables, StubsAndViews made) throws StorageException {
        boolean learned = false;
        for (TablePlan table : tables) {
            List<ObjectInfo> all = pruner.prune(table.name(), TimeRange.ALL).files();
            if (!table.knowsSchemaOf(all)) {
                table.addSchemaFiles(all);
                made.learnColumns(table);
                learned = true;
            }
        }
        return learned;
    }

    /** Chooses files by the bounds; false where the stub had to change for them, so that the bounds may be other ones. */
    private boolean choose(TablePlan table, StubsAndViews made) throws StorageException {
        TimeRange asked = asked(table);
        if (table.files().filter(files -> files.range().equals(asked)).isPresent()) {
            return true;
        }
        PrunedFiles pruned = pruner.prune(table.name(), asked);
        List<QueryColumn> columns = made.columns(pruned.files());
        table.choose(pruned, columns);
        if (table.knowsSchemaOf(pruned.files()) || table.columns().containsAll(columns)) {
            return true;
        }
        table.addSchemaFiles(pruned.files());
        made.learnColumns(table);
        return false;
    }

    private TimeRange asked(TablePlan table) {
        return table.timeColumn().isPresent() ? table.bounds().intersect(request.within()) : TimeRange.ALL;
    }
}
