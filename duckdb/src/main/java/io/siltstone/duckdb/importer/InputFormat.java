package io.siltstone.duckdb.importer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What rows to import are written in. */
public enum InputFormat {
    CSV(".csv", ".csv.gz", ".tsv", ".tsv.gz"),
    /** One document that is an array of objects, or objects one after another, such as one a line. */
    JSON(".json", ".json.gz", ".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz"),
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
