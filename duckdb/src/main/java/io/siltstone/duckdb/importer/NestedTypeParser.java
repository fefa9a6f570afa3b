package io.siltstone.duckdb.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a type as DuckDB writes it. */
final class NestedTypeParser {

    private final String text;
    private int next;

    NestedTypeParser(String text) {
        this.text = text;
    }

    NestedType parse() {
        return placed(type(), Optional.of("$"));
    }

    private NestedType type() {
        NestedType type;
        if (skip("STRUCT(")) {
            type = structure();
        } else if (skip("MAP(")) {
            String key = scalar();
            skip(", ");
            type = new NestedType.Entries(key, type());
            skip(")");
        } else {
            type = new NestedType.Leaf(scalar(), Optional.empty());
        }
        while (skip("[")) {
            next = text.indexOf(']', next) + 1;
            type = new NestedType.Elements(type);
        }
        return type;
    }

    private NestedType structure() {
        List<String> names = new ArrayList<>();
        List<NestedType> types = new ArrayList<>();
        do {
            names.add(name());
            skip(" ");
            types.add(type());
        } while (skip(", "));
        skip(")");
        return new NestedType.Structure(names, types);
    }

    private String name() {
        if (!skip("\"")) {
            int end = text.indexOf(' ', next);
            String name = text.substring(next, end);
            next = end;
            return name;
        }
        StringBuilder name = new StringBuilder();
        while (text.charAt(next) != '"' || text.startsWith("\"\"", next)) {
            next += text.charAt(next) == '"' ? 1 : 0;
            name.append(text.charAt(next++));
        }
        next++;
        return name.toString();
    }

    /** Up to what ends it, which inside of parentheses, as in {@code DECIMAL(5,2)}, is not looked for. */
    private String scalar() {
        int start = next;
        int depth = 0;
        while (next < text.length() && (depth > 0 || ",)[".indexOf(text.charAt(next)) < 0)) {
            char c = text.charAt(next++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.substring(start, next);
    }

    private boolean skip(String expected) {
        if (!text.startsWith(expected, next)) {
            return false;
        }
        next += expected.length();
        return true;
    }

    private static NestedType placed(NestedType type, Optional<String> path) {
        if (type instanceof NestedType.Structure structure) {
            List<NestedType> types = new ArrayList<>();
            for (int i = 0; i < structure.names().size(); i++) {
                types.add(placed(
                        structure.types().get(i), field(path, structure.names().get(i))));
            }
            return new NestedType.Structure(structure.names(), types);
        }
        if (type instanceof NestedType.Entries map) {
            return new NestedType.Entries(map.key(), placed(map.values(), path.map(parent -> parent + ".*")));
        }
        if (type instanceof NestedType.Elements list) {
            return new NestedType.Elements(placed(list.elements(), path.map(parent -> parent + "[*]")));
        }
        return type.with(leaf -> new NestedType.Leaf(leaf.text(), path));
    }

    /** A quoted name ends at its first quote, whatever stands before that. */
    private static Optional<String> field(Optional<String> path, String name) {
        return name.indexOf('"') >= 0 ? Optional.empty() : path.map(parent -> parent + ".\"" + name + "\"");
    }
}
