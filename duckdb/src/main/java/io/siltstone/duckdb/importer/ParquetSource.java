package io.siltstone.duckdb.importer;

import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.DuckDbFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parquet files. */
final class ParquetSource implements ImportSource {

    private final ImportEngine engine;
    private final ImportInputs inputs;
    private final List<QueryColumn> columns;
    private final TimeTexts timeTexts;
    private final long rowCount;

    ParquetSource(ImportEngine engine, ImportInputs inputs, ImportRequest request) throws StorageException {
        this.engine = engine;
        this.inputs = inputs;
        Set<String> names = new LinkedHashSet<>();
        List<ParquetColumns> files = new ArrayList<>();
        for (Path file : inputs.files()) {
            ParquetColumns own = ParquetColumns.of(engine, file);
            ColumnNames.check(file, own.names(), request.timeColumn());
            names.addAll(own.names());
            files.add(own);
        }
        ColumnNames.check(inputs.files().get(0), names, request.timeColumn());
        this.columns = engine.columns("SELECT * FROM " + relation());
        for (ParquetColumns file : files) {
            file.requireKeptBy(columns, engine);
        }
        boolean text = columns.contains(new QueryColumn(request.timeColumn(), "VARCHAR"));
        this.timeTexts = text
                ? TimeTexts.of(
                        engine.row("SELECT " + TimeTexts.aggregates(request.timeColumn()) + " FROM " + relation()))
                : TimeTexts.NONE;
        // The footers' count, where the statement that writes counts what it has read.
        this.rowCount = engine.number("SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata("
                + ImportGlobs.of(inputs.files()) + ")");
    }

    /** What is wrong with the first input that cannot be read to its end: of most damage DuckDB does not tell the file. */
    static Optional<StorageException> damage(ImportEngine engine, ImportInputs inputs) throws StorageException {
        if (inputs.format() != InputFormat.PARQUET) {
            return Optional.empty();
        }
        for (Path file : inputs.files()) {
            try {
                engine.row("SELECT bit_xor(hash(whole)) FROM read_parquet(" + ImportGlobs.of(List.of(file))
                        + ", hive_partitioning=false) whole");
            } catch (BackendFailureException | IntegrityException e) {
                return isWantOfMemory(e)
                        ? Optional.empty()
                        : Optional.of(new IntegrityException(
                                ImportEngine.context(file), "the file cannot be read to its end: " + e.reason(), e));
            }
        }
        return Optional.empty();
    }

    private static boolean isWantOfMemory(StorageException e) {
        return e.getCause() instanceof SQLException cause
                && DuckDbFailure.of(cause).isWantOfMemory();
    }

    @Override
    public List<QueryColumn> columns() {
        return columns;
    }

    @Override
    public TimeTexts timeTexts() {
        return timeTexts;
    }

    @Override
    public String placed(ImportTime time, PartitionUnit unit) throws StorageException {
        return time.placed(relation(), unit);
    }

    /** Its columns have the types that the files give them. */
    @Override
    public ImportSource verified() {
        return this;
    }

    private String relation() throws StorageException {
        return "read_parquet(" + ImportGlobs.of(inputs.files()) + ", union_by_name=true, hive_partitioning=false)";
    }

    @Override
    public long readable(long scanned) {
        return rowCount;
    }

    /** A file that cannot be read ends the statement that reads it. */
    @Override
    public long unreadable() {
        return 0;
    }

    @Override
    public void badRows(ImportTime time, BadRowSink sink) throws StorageException {
        boolean more = true;
        for (Path file : inputs.files()) {
            if (more) {
                String scan = "read_parquet(" + ImportGlobs.of(List.of(file)) + ", hive_partitioning=false)";
                more = new RecordBadRows(file, BadRow.Place.ROW, "file_row_number + 1", scan).give(engine, time, sink);
            }
        }
    }
}
