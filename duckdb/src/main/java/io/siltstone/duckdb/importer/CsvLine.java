package io.siltstone.duckdb.importer;

import java.util.List;
import java.util.stream.Collectors;

/** A record of CSV as it is written, without the end of the line. */
final class CsvLine {

    private CsvLine() {}

    /** The values in their order, quoted where they need it. */
    static String of(List<String> values, char delimiter) {
        return values.stream().map(value -> quoted(value, delimiter)).collect(Collectors.joining("" + delimiter));
    }

    private static String quoted(String value, char delimiter) {
        boolean plain = value.chars().noneMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
