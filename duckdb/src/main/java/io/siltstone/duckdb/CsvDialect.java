package io.siltstone.duckdb;

import java.util.Objects;
import java.util.Optional;

/**
 * How CSV is written. Never guessed: a guess that a ragged row leads astray reads another table. Quotes are {@code "},
 * doubled inside; the first line names the columns.
 *
 * @param delimiter what stands between values; empty for a tab in files named {@code .tsv}, and a comma otherwise
 * @param encoding a name that DuckDB knows, for example {@code latin-1} or {@code utf-16}; UTF-8 with or without a
 *     byte-order mark by default
 */
public record CsvDialect(Optional<Character> delimiter, String encoding) {

    public static final CsvDialect DEFAULT = new CsvDialect(Optional.empty(), "utf-8");

    public CsvDialect {
        Objects.requireNonNull(delimiter, "delimiter");
        if (delimiter.isPresent() && (delimiter.get() == '"' || delimiter.get() == '\n' || delimiter.get() == '\r')) {
            throw new IllegalArgumentException("delimiter must not be a quote or the end of a line");
        }
        if (encoding.isEmpty()) {
            throw new IllegalArgumentException("encoding must not be empty");
        }
    }

    public CsvDialect withDelimiter(char other) {
        return new CsvDialect(Optional.of(other), encoding);
    }

    public CsvDialect withEncoding(String other) {
        return new CsvDialect(delimiter, other);
    }
}
