package io.siltstone.duckdb.importer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What rows to import are written in. */
public enum InputFormat {
    /** Also packed, but not with zstd: bad rows are named by line, which takes a reader that has no zstd. */
    CSV(".csv", ".csv.gz", ".csv.zst", ".tsv", ".tsv.gz", ".tsv.zst"),
    /** One document that is an array of objects, or objects one after another, such as one a line. */
    JSON(".json", ".json.gz", ".json.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst", ".jsonl", ".jsonl.gz", ".jsonl.zst"),
    PARQUET(".parquet");

    private final String endings;

    InputFormat(String... endings) {
        this.endings = String.join(" ", endings);
    }

    /** The format that a file's name ends in; empty where the ending says nothing. */
    public static Optional<InputFormat> ofName(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings().anyMatch(lower::endsWith))
                .findFirst();
    }

    private Stream<String> endings() {
        return Arrays.stream(endings.split(" ", -1));
    }
}
