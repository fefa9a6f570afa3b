package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.JsonTree;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.query.QueryException.Kind;
import io.siltstone.parquet.TimeColumn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the files that a query needs, and makes a view of them under the name of each table.
 *
 * <p>The bounds of time come from DuckDB's own plan of the query over empty stubs of the tables. They hold only for
 * tables of the stubs' columns and types; so where the files that the bounds lead to have others, the stubs are made anew
 * from these too and the query is planned again, until nothing changes. Bounds only widen and stubs only grow on the
 * way, and there are only so many files.
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
        for (TableName name : names()) {
            tables.add(catalog.table(
                    name, Optional.ofNullable(request.timeColumns().get(name))));
        }
        requireTimeColumn(tables);
        session.engine().begin();
        for (TablePlan table : tables) {
            createStub(table);
        }
        boolean stable = false;
        while (!stable) {
            readBounds(tables);
            stable = true;
            for (TablePlan table : tables) {
                stable &= choose(table);
            }
        }
        for (TablePlan table : tables) {
            createView(table);
        }
        return tables;
    }

    private Set<TableName> names() throws StorageException, QueryException {
        Optional<Set<TableName>> known = memory.names(request.sql());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Set<TableName> names =
                    QueryText.tables(JsonTree.parse(session.value("SELECT json_serialize_sql(?)", request.sql())));
            memory.putNames(request.sql(), names);
            return names;
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

    private void createStub(TablePlan table) throws StorageException {
        String create = "CREATE SCHEMA IF NOT EXISTS "
                + SqlText.identifier(table.name().database()) + "; CREATE OR REPLACE TABLE " + table.sqlName();
        Optional<List<QueryColumn>> known = memory.columns(table.schemaFiles());
        try {
            if (known.isPresent()) {
                session.run(create + " (" + definitions(known.get()) + ")");
                table.setColumns(known.get());
            } else {
                String scan = files.scan(table.schemaFiles()).from();
                session.run(create + " AS SELECT * FROM " + scan + " WITH NO DATA");
                table.setColumns(session.columns(table.sqlName()));
                memory.putColumns(table.schemaFiles(), table.columns());
            }
        } catch (SQLException e) {
            throw errors.ofFiles(e);
        }
    }

    private static String definitions(List<QueryColumn> columns) {
        return columns.stream()
                .map(column -> SqlText.identifier(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    /** Widens the bounds of each table by what the plan over the stubs says. */
    private void readBounds(List<TablePlan> tables) throws StorageException, QueryException {
        JsonTree plan = boundPlan(tables);
        Map<TableName, TimedColumn> columns = new LinkedHashMap<>();
        for (TablePlan table : tables) {
            table.timeColumn().filter(TimedColumn::isWhole).ifPresent(column -> columns.put(table.name(), column));
        }
        Map<TableName, Interval> found = PlanBounds.of(plan, columns);
        for (TablePlan table : tables) {
            Interval interval = found.getOrDefault(table.name(), Interval.ALL);
            table.widen(
                    table.timeColumn().map(time -> time.scale().range(interval)).orElse(TimeRange.ALL));
        }
    }

    /** A column or type that the query needs may be in other files than the first and the last. */
    private JsonTree boundPlan(List<TablePlan> tables) throws StorageException, QueryException {
        BoundPlan plan = new BoundPlan(session, errors, request.sql());
        try {
            return plan.read();
        } catch (QueryException e) {
            if (!learnAllSchemas(tables)) {
                throw e;
            }
            return plan.read();
        }
    }

    private boolean learnAllSchemas(List<TablePlan> tables) throws StorageException {
        boolean learned = false;
        for (TablePlan table : tables) {
            List<ObjectInfo> all = pruner.prune(table.name(), TimeRange.ALL).files();
            if (!table.knowsSchemaOf(all)) {
                table.addSchemaFiles(all);
                createStub(table);
                learned = true;
            }
        }
        return learned;
    }

    /** Chooses files by the bounds; false where the stub had to change for them, so that the bounds may be other ones. */
    private boolean choose(TablePlan table) throws StorageException {
        TimeRange asked = asked(table);
        if (table.files().filter(files -> files.range().equals(asked)).isPresent()) {
            return true;
        }
        PrunedFiles pruned = pruner.prune(table.name(), asked);
        List<QueryColumn> columns = columns(pruned.files());
        table.choose(pruned, columns);
        if (table.knowsSchemaOf(pruned.files()) || table.columns().containsAll(columns)) {
            return true;
        }
        table.addSchemaFiles(pruned.files());
        createStub(table);
        return false;
    }

    private TimeRange asked(TablePlan table) {
        return table.timeColumn().isPresent() ? table.bounds().intersect(request.within()) : TimeRange.ALL;
    }

    /** Puts the files in the place of the stub; where there are none, the stub is what is wanted. */
    private void createView(TablePlan table) throws StorageException, QueryException {
        List<ObjectInfo> chosen = table.files().map(PrunedFiles::files).orElse(List.of());
        if (chosen.isEmpty()) {
            return;
        }
        ParquetScan scan = files.scan(chosen);
        String select = scan.select(table.fileColumns(), table.columns());
        String rows = "SELECT * FROM (" + select + ")" + condition(table);
        try {
            session.run("DROP TABLE " + table.sqlName() + "; CREATE VIEW " + table.sqlName() + " AS " + rows);
        } catch (SQLException e) {
            throw errors.ofFiles(e);
        }
    }

    private String condition(TablePlan table) throws QueryException {
        List<String> conditions = new ArrayList<>();
        Optional<TimeColumn> declared = table.declaredTime();
        if (!request.within().equals(TimeRange.ALL)
                && declared.isPresent()
                && table.timeColumn().isEmpty()) {
            throw new QueryException(
                    Kind.TYPE,
                    "the query is to be narrowed to a time, but the column `"
                            + declared.get().name() + "` of " + table.name()
                            + " has no type in all files that tells one; write the condition itself");
        }
        table.timeColumn().ifPresent(column -> {
            request.within().start().ifPresent(start -> conditions.add(column.atOrAfter(start)));
            request.within().end().ifPresent(end -> conditions.add(column.before(end)));
        });
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private List<QueryColumn> columns(List<ObjectInfo> chosen) throws StorageException {
        Optional<List<QueryColumn>> known = chosen.isEmpty() ? Optional.of(List.of()) : memory.columns(chosen);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            List<QueryColumn> columns =
                    session.columns("SELECT * FROM " + files.scan(chosen).from());
            memory.putColumns(chosen, columns);
            return columns;
        } catch (SQLException e) {
            throw errors.ofFiles(e);
        }
    }
}
