package io.siltstone.duckdb;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What rows to import are written in. */
public enum InputFormat {
    CSV(List.of(".csv", ".csv.gz", ".tsv", ".tsv.gz")),
    /** One document that is an array of objects, or objects one after another, such as one a line. */
    JSON(List.of(".json", ".json.gz", ".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz")),
    PARQUET(List.of(".parquet"));

    private final List<String> endings;

    InputFormat(List<String> endings) {
        this.endings = endings;
    }

    /** The format that a file's name ends in; empty where the ending says nothing. */
    public static Optional<InputFormat> ofName(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(lower::endsWith))
                .findFirst();
    }
}
