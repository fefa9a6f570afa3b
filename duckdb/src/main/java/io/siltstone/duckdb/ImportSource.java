package io.siltstone.duckdb;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The inputs as one relation of DuckDB. */
final class ImportSource {

    /** The longest record of a CSV file, in bytes: above what DuckDB takes by default, and it bounds the reader's memory. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private final DuckDb engine;
    private final ImportInputs inputs;
    private final ImportRequest request;

    ImportSource(DuckDb engine, ImportInputs inputs, ImportRequest request) {
        this.engine = engine;
        this.inputs = inputs;
        this.request = request;
    }

    ImportInputs inputs() {
        return inputs;
    }

    /**
     * The columns and their types, the time column among them.
     *
     * @throws ConfigurationException if the time column is not there, or two columns differ by case only
     */
    Map<String, String> columns() throws StorageException {
        requireDistinctNames();
        Map<String, String> columns = new LinkedHashMap<>();
        for (List<String> row : rows("DESCRIBE SELECT * FROM " + relation("described"))) {
            columns.put(row.get(0), row.get(1));
        }
        if (!columns.containsKey(request.timeColumn())) {
            throw new ConfigurationException(
                    context(inputs.files().get(0)),
                    "there is no column `" + request.timeColumn() + "`; there are: "
                            + String.join(", ", columns.keySet()));
        }
        return columns;
    }

    /** The table function that reads every input; what cannot be read as CSV goes to a table of rejects of that name. */
    String relation(String rejects) throws StorageException {
        String files = globs();
        return switch (inputs.format()) {
            case PARQUET -> "read_parquet(" + files + ", union_by_name=true, hive_partitioning=false)";
            case JSON -> "read_json(" + files + ", union_by_name=true, hive_partitioning=false)";
            case CSV ->
                "read_csv(" + files + ", " + dialect() + ", header=true, union_by_name=true, "
                        + "hive_partitioning=false, store_rejects=true, rejects_limit=0, rejects_table="
                        + SqlText.literal(rejects) + ", rejects_scan=" + SqlText.literal(rejects + "_scans")
                        + textColumns()
                        + ")";
        };
    }

    /** The delimiter of the CSV inputs. */
    char delimiter() {
        return request.csv()
                .delimiter()
                .orElse(
                        inputs.files()
                                        .get(0)
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(".tsv")
                                ? '\t'
                                : ',');
    }

    private String dialect() {
        return "auto_detect=true, delim=" + SqlText.literal(String.valueOf(delimiter()))
                + ", quote='\"', escape='\"', comment='', skip=0, encoding="
                + SqlText.literal(request.csv().encoding()) + ", max_line_size=" + MAX_RECORD_BYTES + ", buffer_size="
                + 2 * MAX_RECORD_BYTES;
    }

    /** Text keeps what a detected type may have changed already; a number has to be one. */
    private String textColumns() {
        return request.epochUnit().isPresent()
                ? ""
                : ", types={" + SqlText.literal(request.timeColumn()) + ": 'VARCHAR'}";
    }

    private String globs() throws StorageException {
        return globs(inputs.files());
    }

    private String globs(List<Path> files) throws StorageException {
        List<String> globs = new ArrayList<>();
        for (Path file : files) {
            globs.add(SqlText.exactGlob(file.toString())
                    .orElseThrow(() -> new ConfigurationException(
                            context(file), "DuckDB cannot be told this name; rename the file without the backslash")));
        }
        return SqlText.literals(globs);
    }

    private void requireDistinctNames() throws StorageException {
        for (Path file : inputs.files()) {
            Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String name : rawNames(file)) {
                String other = seen.put(name, name);
                if (other != null) {
                    throw new ConfigurationException(
                            context(file),
                            other.equals(name)
                                    ? "there are two columns `" + name + "`; rename one"
                                    : "the columns `" + other + "` and `" + name
                                            + "` differ by case only, which SQL takes for one; rename one");
                }
            }
        }
    }

    /** The names as the file has them: DuckDB renames the second of two that it takes for one. */
    private List<String> rawNames(Path file) throws StorageException {
        String one = globs(List.of(file));
        return switch (inputs.format()) {
            case CSV ->
                rows("SELECT * FROM read_csv(" + one + ", " + dialect()
                                + ", header=false, all_varchar=true, ignore_errors=true, null_padding=true) LIMIT 1")
                        .stream()
                        .findFirst()
                        .orElse(List.of());
            case JSON ->
                rows("SELECT DISTINCT unnest(json_keys(json)) FROM (SELECT json FROM read_json_objects(" + one
                                + ") LIMIT 20480)")
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
            case PARQUET ->
                rows("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(" + one + "))").stream()
                        .map(row -> row.get(0))
                        .collect(Collectors.toList());
        };
    }

    private List<List<String>> rows(String sql) throws StorageException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = engine.statement();
                ResultSet results = statement.executeQuery(sql)) {
            int columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    String value = results.getString(i);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, engine.context());
        }
        return rows;
    }

    private static ErrorContext context(Path file) {
        return ErrorContext.of(Operation.READ, "input", file.toString());
    }
}
