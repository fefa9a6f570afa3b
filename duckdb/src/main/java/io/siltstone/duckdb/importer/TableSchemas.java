package io.siltstone.duckdb.importer;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.parquet.ColumnRange;
import io.siltstone.parquet.ParquetColumn;
import io.siltstone.parquet.ParquetFooter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schemas of those files of a table whose footers an import reads. Files of one schema count as one, so that neither
 * memory nor time grows with their number.
 */
final class TableSchemas {

    private final Map<List<String>, Schema> schemas = new LinkedHashMap<>();

    /**
     * Files of one schema.
     *
     * @param example one of them
     * @param rows how many rows all of them have
     * @param leaves their columns, with the ranges and nulls of all of them
     */
    private record Schema(ObjectInfo example, long rows, List<ParquetColumn> leaves) {}

    void add(ObjectInfo file, ParquetFooter footer) {
        List<String> signature = new ArrayList<>();
        for (ParquetColumn leaf : footer.columns()) {
            signature.add(leaf.name());
            signature.add(leaf.type());
        }
        schemas.merge(signature, new Schema(file, footer.rowCount(), footer.columns()), TableSchemas::hull);
    }

    private static Schema hull(Schema one, Schema other) {
        return new Schema(one.example(), one.rows() + other.rows(), hull(one.leaves(), other.leaves()));
    }

    private static List<ParquetColumn> hull(List<ParquetColumn> one, List<ParquetColumn> other) {
        List<ParquetColumn> leaves = new ArrayList<>(one.size());
        for (int i = 0; i < one.size(); i++) {
            leaves.add(hull(one.get(i), other.get(i)));
        }
        return leaves;
    }

    /** A range is kept where only one of both tells it: it is evidence of values that a type would change, not of their lack. */
    private static ParquetColumn hull(ParquetColumn one, ParquetColumn other) {
        Optional<ColumnRange> range = one.range().isPresent() && other.range().isPresent()
                ? hull(one.range().get(), other.range().get())
                : one.range().or(other::range);
        OptionalLong nulls = one.nulls().isPresent() && other.nulls().isPresent()
                ? OptionalLong.of(one.nulls().getAsLong() + other.nulls().getAsLong())
                : OptionalLong.empty();
        return new ParquetColumn(one.path(), one.kind(), one.type(), range, nulls);
    }

    private static Optional<ColumnRange> hull(ColumnRange one, ColumnRange other) {
        return one instanceof ColumnRange.Whole a && other instanceof ColumnRange.Whole b
                ? Optional.of(new ColumnRange.Whole(Math.min(a.min(), b.min()), Math.max(a.max(), b.max())))
                : Optional.of(one);
    }

    /**
     * Refuses new files that queries could not read together with those of the table.
     *
     * @param added the footers of files of one schema
     * @return the columns of the new files that hold nothing, where they would make something else of the table's
     * @throws ConfigurationException if a column has values and a type that does not go together with the table's
     */
    Set<String> requireUnion(Collection<ParquetFooter> added) throws ConfigurationException {
        Set<String> empty = new LinkedHashSet<>();
        if (added.isEmpty()) {
            return empty;
        }
        List<ParquetColumn> leaves = added.stream()
                .map(ParquetFooter::columns)
                .reduce(TableSchemas::hull)
                .orElseThrow();
        long rows = added.stream().mapToLong(ParquetFooter::rowCount).sum();
        Map<String, Map<String, ParquetColumn>> columns = columns(leaves);
        for (Schema schema : schemas.values()) {
            for (Map.Entry<String, Map<String, ParquetColumn>> there :
                    columns(schema.leaves()).entrySet()) {
                Map<String, ParquetColumn> own = columns.getOrDefault(there.getKey(), Map.of());
                ColumnUnion union = new ColumnUnion(own, there.getValue());
                if (own.isEmpty() || union.isPossible()) {
                    continue;
                }
                String name = own.values().iterator().next().path().get(0);
                if (!union.addsNothing(rows)) {
                    throw refusal(name, union, schema.example());
                }
                empty.add(name);
            }
        }
        return empty;
    }

    private static ConfigurationException refusal(String name, ColumnUnion union, ObjectInfo file) {
        return new ConfigurationException(
                ErrorContext.of(Operation.READ, "table", file.key().value()),
                "the column `" + name + "` is " + union.thereLabel() + " in this file of the table, and "
                        + union.addedLabel()
                        + " in these rows, so that queries could not read both; give it the table's type or another name,"
                        + " or import into another measurement");
    }

    /** The columns of a file, each with its leaves, by their names as DuckDB folds them. */
    private static Map<String, Map<String, ParquetColumn>> columns(List<ParquetColumn> leaves) {
        Map<String, Map<String, ParquetColumn>> columns = new TreeMap<>();
        for (ParquetColumn leaf : leaves) {
            columns.computeIfAbsent(SqlText.folded(leaf.path().get(0)), name -> new TreeMap<>())
                    .put(SqlText.folded(leaf.name()), leaf);
        }
        return columns;
    }
}
