package io.siltstone.duckdb.engine;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names, values and paths as they stand in a statement, so that none of them can end its quotes. */
public final class SqlText {

    private SqlText() {}

    /** The name in double quotes. */
    public static String identifier(String name) {
        return '"' + refuseNul(name).replace("\"", "\"\"") + '"';
    }

    /** The name by which DuckDB tells columns apart: it folds the case of A to Z, and of no other letter. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }

    /** The value in single quotes. */
    public static String literal(String value) {
        return '\'' + refuseNul(value).replace("'", "''") + '\'';
    }

    /** A list of values in single quotes: {@code ['a','b']}. */
    public static String literals(Collection<String> values) {
        return values.stream().map(SqlText::literal).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The pattern that matches exactly this path, since DuckDB takes every path to read for a glob: {@code *}, {@code ?}
     * and {@code [} stand in brackets. Empty for the paths that no pattern matches: a backslash beside one of these is
     * neither itself nor an escape.
     */
    public static Optional<String> exactGlob(String path) {
        boolean special = path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
        if (!special) {
            return Optional.of(path);
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        StringBuilder glob = new StringBuilder(path.length() + 8);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                glob.append('[').append(c).append(']');
            } else {
                glob.append(c);
            }
        }
        return Optional.of(glob.toString());
    }

    private static String refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot stand in a statement");
        }
        return text;
    }
}
