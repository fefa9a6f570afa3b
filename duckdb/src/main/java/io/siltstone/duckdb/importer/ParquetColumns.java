package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of one Parquet file, as its schema has them, which is a tree written out from its root. */
final class ParquetColumns {

    /** The most digits of a decimal that DuckDB has; it reads longer ones as floating-point numbers. */
    private static final int MAX_DIGITS = 38;

    private final Path file;
    private final Map<String, String> types;
    private final List<String> names;

    private ParquetColumns(Path file, List<String> names, Map<String, String> types) {
        this.file = file;
        this.names = names;
        this.types = types;
    }

    /** @throws ConfigurationException if a column has values that DuckDB cannot hold */
    static ParquetColumns of(ImportEngine engine, Path file) throws StorageException {
        List<List<String>> schema =
                engine.rows("SELECT name, coalesce(num_children, 0), coalesce(duckdb_type, ''), coalesce(precision, 0)"
                        + " FROM parquet_schema(" + ImportGlobs.of(List.of(file)) + ")");
        List<String> names = new ArrayList<>();
        Map<String, String> types = new LinkedHashMap<>();
        int next = 1;
        while (next < schema.size()) {
            List<String> column = schema.get(next);
            int end = behind(schema, next);
            for (List<String> element : schema.subList(next, end)) {
                requireDigits(file, column.get(0), Long.parseLong(element.get(3)));
            }
            names.add(column.get(0));
            types.put(SqlText.folded(column.get(0)), column.get(2));
            next = end;
        }
        return new ParquetColumns(file, names, types);
    }

    private static int behind(List<List<String>> schema, int element) {
        int next = element + 1;
        for (long i = Long.parseLong(schema.get(element).get(1)); i > 0; i--) {
            next = behind(schema, next);
        }
        return next;
    }

    private static void requireDigits(Path file, String column, long digits) throws ConfigurationException {
        if (digits > MAX_DIGITS) {
            throw new ConfigurationException(
                    ImportEngine.context(file),
                    "the column `" + column + "` has decimals of " + digits + " digits, of which " + MAX_DIGITS
                            + " can be kept; make it text or a shorter decimal first");
        }
    }

    /** The names, each as often as it is there. */
    List<String> names() {
        return names;
    }

    /**
     * Refuses values that do not survive their becoming what all files together have: DuckDB takes a type that is wide
     * enough for most values of each, and rounds the others.
     *
     * @param together the columns of all files
     */
    void requireKeptBy(List<QueryColumn> together, ImportEngine engine) throws StorageException {
        List<QueryColumn> changing = together.stream()
                .filter(column -> types.containsKey(SqlText.folded(column.name())))
                .filter(column -> !written(column.type()).equals(type(column)))
                .toList();
        if (changing.isEmpty()) {
            return;
        }
        String counts = changing.stream().map(this::changed).collect(Collectors.joining(", "));
        List<String> changed = engine.row("SELECT " + counts + " FROM read_parquet(" + ImportGlobs.of(List.of(file))
                + ", hive_partitioning=false)");
        for (int i = 0; i < changed.size(); i++) {
            if (!changed.get(i).equals("0")) {
                QueryColumn column = changing.get(i);
                throw new ConfigurationException(
                        ImportEngine.context(file),
                        "the column `" + column.name() + "` is " + type(column) + " here and "
                                + written(column.type()) + " together with the other files, which would change "
                                + changed.get(i) + " of its values; give the files one type, or import them apart");
            }
        }
    }

    private String changed(QueryColumn column) {
        String name = SqlText.identifier(column.name());
        return "count(CASE WHEN TRY_CAST(TRY_CAST(" + name + " AS " + written(column.type()) + ") AS " + type(column)
                + ") IS DISTINCT FROM " + name + " THEN 1 END)";
    }

    private String type(QueryColumn column) {
        return types.getOrDefault(SqlText.folded(column.name()), "");
    }

    /** Parquet has no whole numbers beyond 64 bits; DuckDB writes them as floating-point numbers. */
    private static String written(String type) {
        return type.equals("HUGEINT") || type.equals("UHUGEINT") ? "DOUBLE" : type;
    }
}
