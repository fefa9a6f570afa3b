package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.query.QueryException.Kind;
import io.siltstone.parquet.TimeColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one query has under the names of its tables: empty stubs while it is planned, in a transaction that is undone, and
 * views of the files when it runs. A query that was not planned, because its bounds are known, needs no transaction: what
 * it finds or makes are views that stay in the session.
 */
final class StubsAndViews {

    /** A view of more files does not stay, since it holds all their names. */
    private static final int MAX_FILES = 1_000;

    private final QuerySession session;
    private final FilesToRead files;
    private final FileMemory memory;
    private final QueryErrors errors;
    private final TimeRange within;
    private final Map<TableName, List<QueryColumn>> stubs = new HashMap<>();

    /** @param within all that the query may see of each table */
    StubsAndViews(QuerySession session, FilesToRead files, FileMemory memory, QueryErrors errors, TimeRange within) {
        this.session = session;
        this.files = files;
        this.memory = memory;
        this.errors = errors;
        this.within = within;
    }

    /** Tells the table the columns of its {@linkplain TablePlan#schemaFiles files}; where nobody knows them, by a stub. */
    void learnColumns(TablePlan table) throws StorageException {
        Optional<List<QueryColumn>> known = memory.columns(table.schemaFiles());
        if (known.isPresent()) {
            table.setColumns(known.get());
            return;
        }
        String scan = files.scan(table.schemaFiles()).from();
        try {
            createStub(table, " AS SELECT * FROM " + scan + " WITH NO DATA");
            table.setColumns(session.columns(table.sqlName()));
        } catch (SQLException e) {
            throw errors.ofFiles(e);
        }
        stubs.put(table.name(), table.columns());
        memory.putColumns(table.schemaFiles(), table.columns());
    }

    /** Has a stub of its columns for each table. */
    void createStubs(List<TablePlan> tables) throws StorageException {
        for (TablePlan table : tables) {
            if (!table.columns().equals(stubs.get(table.name()))) {
                try {
                    createStub(table, " (" + definitions(table.columns()) + ")");
                } catch (SQLException e) {
                    throw errors.ofFiles(e);
                }
                stubs.put(table.name(), table.columns());
            }
        }
    }

    private static String definitions(List<QueryColumn> columns) {
        return columns.stream()
                .map(column -> SqlText.identifier(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    private void createStub(TablePlan table, String content) throws StorageException, SQLException {
        session.begin();
        String view = stubs.containsKey(table.name()) ? "" : "DROP VIEW IF EXISTS " + table.sqlName() + "; ";
        session.run(view
                + "CREATE SCHEMA IF NOT EXISTS "
                + SqlText.identifier(table.name().database())
                + "; CREATE OR REPLACE TABLE " + table.sqlName() + content);
    }

    /** The columns that these files have together. */
    List<QueryColumn> columns(List<ObjectInfo> chosen) throws StorageException {
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

    /** Puts the files that were chosen under the names of the tables; where there are none, the stub is what is wanted. */
    void createViews(List<TablePlan> tables) throws StorageException, QueryException {
        createStubs(tables.stream().filter(table -> chosen(table).isEmpty()).toList());
        session.expectToRead(tables.stream()
                .flatMap(table -> chosen(table).stream())
                .mapToLong(ObjectInfo::sizeBytes)
                .sum());
        if (tables.stream().anyMatch(table -> chosen(table).size() > MAX_FILES)) {
            session.begin();
        }
        for (TablePlan table : tables) {
            if (!chosen(table).isEmpty()) {
                try {
                    createView(table, StandingView.of(table, rows(table)));
                } catch (SQLException e) {
                    throw errors.ofFiles(e);
                }
            }
        }
    }

    private static List<ObjectInfo> chosen(TablePlan table) {
        return table.files().map(PrunedFiles::files).orElse(List.of());
    }

    private void createView(TablePlan table, StandingView view) throws SQLException {
        boolean stubbed = stubs.containsKey(table.name());
        boolean stands = !stubbed && session.standing(table.name()).equals(Optional.of(view));
        if (stubbed) {
            session.run("DROP TABLE " + view.name() + "; " + view.statement());
        } else if (!stands && session.isInTransaction()) {
            session.run(view.statement());
        } else if (!stands) {
            session.stand(table.name(), view);
        }
    }

    private String rows(TablePlan table) throws StorageException, QueryException {
        String select = files.scan(chosen(table)).select(table.fileColumns(), table.columns());
        List<String> conditions = new ArrayList<>();
        Optional<TimeColumn> declared = table.declaredTime();
        if (!within.equals(TimeRange.ALL)
                && declared.isPresent()
                && table.timeColumn().isEmpty()) {
            throw new QueryException(
                    Kind.TYPE,
                    "the query is to be narrowed to a time, but the column `"
                            + declared.get().name() + "` of " + table.name()
                            + " has no type in all files that tells one; write the condition itself");
        }
        table.timeColumn().ifPresent(column -> {
            within.start().ifPresent(start -> conditions.add(column.atOrAfter(start)));
            within.end().ifPresent(end -> conditions.add(column.before(end)));
        });
        return "SELECT * FROM (" + select + ")"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }
}
