package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.parquet.TimeColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One table of a query while it is planned. The bounds only ever widen and the schema's files only ever grow. */
final class TablePlan {

    private final TableName name;
    private final Optional<TimeColumn> declaredTime;
    private final Map<String, ObjectInfo> schemaFiles = new LinkedHashMap<>();
    private List<QueryColumn> columns = List.of();
    private List<QueryColumn> fileColumns = List.of();
    private TimeRange bounds = TimeRange.EMPTY;
    private Optional<PrunedFiles> files = Optional.empty();

    TablePlan(TableName name, Optional<TimeColumn> declaredTime) {
        this.name = name;
        this.declaredTime = declaredTime;
    }

    TableName name() {
        return name;
    }

    /** The quoted name, as it stands in a statement. */
    String sqlName() {
        return SqlText.identifier(name.database()) + "." + SqlText.identifier(name.measurement());
    }

    /** The files whose columns together are the columns of the table, as far as they are known. */
    List<ObjectInfo> schemaFiles() {
        return new ArrayList<>(schemaFiles.values());
    }

    /** Whether all of these are among the {@link #schemaFiles}. */
    boolean knowsSchemaOf(List<ObjectInfo> others) {
        return others.stream()
                .allMatch(file -> schemaFiles.containsKey(file.key().value()));
    }

    /** Makes the columns of these files columns of the table too. */
    void addSchemaFiles(List<ObjectInfo> more) {
        for (ObjectInfo file : more) {
            schemaFiles.put(file.key().value(), file);
        }
    }

    /** The columns of the table, as the stub that was planned over has them. */
    List<QueryColumn> columns() {
        return columns;
    }

    void setColumns(List<QueryColumn> stubbed) {
        columns = List.copyOf(stubbed);
    }

    /** The column that its files say holds the time. */
    Optional<TimeColumn> declaredTime() {
        return declaredTime;
    }

    /** The same as the stub has it; empty where that is no time that bounds can be told of. */
    Optional<TimedColumn> timeColumn() {
        return declaredTime.flatMap(column -> TimeColumns.bind(column, columns));
    }

    /** The time that the query asks for, after all plans so far. */
    TimeRange bounds() {
        return bounds;
    }

    void widen(TimeRange planned) {
        bounds = bounds.hull(planned);
    }

    /** The files to read; empty until they are chosen. */
    Optional<PrunedFiles> files() {
        return files;
    }

    /** The columns of the files to read alone; none until they are chosen. */
    List<QueryColumn> fileColumns() {
        return fileColumns;
    }

    void choose(PrunedFiles pruned, List<QueryColumn> columnsOfFiles) {
        files = Optional.of(pruned);
        fileColumns = List.copyOf(columnsOfFiles);
    }
}
