package io.siltstone.duckdb.importer;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How CSV is written. Never guessed: a guess that a ragged row leads astray reads another table. Quotes are {@code "},
 * doubled inside; the first line names the columns.
 *
 * @param delimiter what stands between values; empty for a tab in files named {@code .tsv}, and a comma otherwise
 * @param encoding {@code utf-8}, {@code utf-16} or {@code latin-1}, which are those that DuckDB reads; UTF-8 with or
 *     without a byte-order mark by default
 */
public record CsvDialect(Optional<Character> delimiter, String encoding) {

    private static final Map<String, Charset> CHARSETS = new TreeMap<>(Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16,
            "latin-1", StandardCharsets.ISO_8859_1));

    public static final CsvDialect DEFAULT = new CsvDialect(Optional.empty(), "utf-8");

    public CsvDialect {
        Objects.requireNonNull(delimiter, "delimiter");
        if (delimiter.isPresent() && (delimiter.get() == '"' || delimiter.get() == '\n' || delimiter.get() == '\r')) {
            throw new IllegalArgumentException("delimiter must not be a quote or the end of a line");
        }
        if (!CHARSETS.containsKey(encoding)) {
            throw new IllegalArgumentException(
                    "encoding must be one of " + CHARSETS.keySet() + ", not `" + encoding + "`");
        }
    }

    /** What decodes the encoding. */
    Charset charset() {
        return Objects.requireNonNull(CHARSETS.get(encoding));
    }

    public CsvDialect withDelimiter(char other) {
        return new CsvDialect(Optional.of(other), encoding);
    }

    public CsvDialect withEncoding(String other) {
        return new CsvDialect(delimiter, other);
    }
}
