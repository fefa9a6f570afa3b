package io.siltstone.jobs.coverage;

/** What a picture of coverage weighs its cells by. */
public enum CoverageMetric {
    /** How many files a cell has. */
    FILES,
    /** How many bytes they have. */
    BYTES,
    /** How many rows they have, for which every footer is read. */
    ROWS
}
