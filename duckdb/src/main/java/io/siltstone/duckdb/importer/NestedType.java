package io.siltstone.duckdb.importer;

import io.siltstone.duckdb.engine.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A type as DuckDB writes it, taken apart: structures, maps and lists down to the types of single values. */
sealed interface NestedType {

    /** The type with other types of single values. */
    NestedType with(UnaryOperator<Leaf> change);

    /** As DuckDB writes it. */
    String text();

    /** The types of single values, in their order, each with its place. */
    default List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        with(leaf -> {
            leaves.add(leaf);
            return leaf;
        });
        return leaves;
    }

    /**
     * The type of single values.
     *
     * @param text as DuckDB writes it
     * @param path where they stand in the column as JSON; empty where no path of DuckDB's says it
     */
    record Leaf(String text, Optional<String> path) implements NestedType {
        @Override
        public NestedType with(UnaryOperator<Leaf> change) {
            return change.apply(this);
        }

        Leaf as(String other) {
            return new Leaf(other, path);
        }
    }

    /**
     * A structure.
     *
     * @param names of its fields
     * @param types of its fields
     */
    record Structure(List<String> names, List<NestedType> types) implements NestedType {
        @Override
        public NestedType with(UnaryOperator<Leaf> change) {
            return new Structure(
                    names, types.stream().map(type -> type.with(change)).toList());
        }

        @Override
        public String text() {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fields.add(SqlText.identifier(names.get(i)) + " " + types.get(i).text());
            }
            return fields.stream().collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    /**
     * A map.
     *
     * @param key the type of its keys, as DuckDB writes it
     * @param values of its values
     */
    record Entries(String key, NestedType values) implements NestedType {
        @Override
        public NestedType with(UnaryOperator<Leaf> change) {
            return new Entries(key, values.with(change));
        }

        @Override
        public String text() {
            return "MAP(" + key + ", " + values.text() + ")";
        }
    }

    /**
     * A list.
     *
     * @param elements of its elements
     */
    record Elements(NestedType elements) implements NestedType {
        @Override
        public NestedType with(UnaryOperator<Leaf> change) {
            return new Elements(elements.with(change));
        }

        @Override
        public String text() {
            return elements.text() + "[]";
        }
    }

    /** Whether a type holds other types. */
    static boolean isNested(String type) {
        return type.startsWith("STRUCT(") || type.startsWith("MAP(") || type.endsWith("]");
    }

    static NestedType parse(String type) {
        return new NestedTypeParser(type).parse();
    }
}
