package io.siltstone.duckdb.query;

import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text that reads Parquet files by their exact names: by column name over all files, and never with columns made of
 * directory names.
 *
 * @param globs one pattern for each file, as {@link SqlText#exactGlob} makes it; at least one, since DuckDB refuses none
 */
record ParquetScan(List<String> globs) {

    ParquetScan {
        globs = List.copyOf(globs);
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("there is no scan of no files");
        }
    }

    /** What stands behind FROM. */
    String from() {
        return "read_parquet(" + SqlText.literals(globs) + ", union_by_name=true, hive_partitioning=false)";
    }

    /**
     * A query that gives the columns wanted, in their order and types, of files that have those columns or fewer. Names that
     * differ by case only are one, as they are to DuckDB.
     *
     * @param present what the files have
     * @param wanted at least what the files have
     */
    String select(List<QueryColumn> present, List<QueryColumn> wanted) {
        if (present.equals(wanted)) {
            return "SELECT * FROM " + from();
        }
        Map<String, QueryColumn> byName =
                present.stream().collect(Collectors.toMap(column -> SqlText.folded(column.name()), column -> column));
        String columns = wanted.stream()
                .map(column -> projected(column, Optional.ofNullable(byName.get(SqlText.folded(column.name())))))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + from();
    }

    private static String projected(QueryColumn wanted, Optional<QueryColumn> present) {
        String name = SqlText.identifier(wanted.name());
        if (present.filter(wanted::equals).isPresent()) {
            return name;
        }
        return "CAST(" + (present.isPresent() ? name : "NULL") + " AS " + wanted.type() + ") AS " + name;
    }
}
