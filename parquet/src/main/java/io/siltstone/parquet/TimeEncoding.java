package io.siltstone.parquet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a column holds times: what it was imported as, and, where its own type does not tell, in which unit it counts. */
public enum TimeEncoding {
    TIMESTAMP_S,
    TIMESTAMP_MS,
    TIMESTAMP_US,
    TIMESTAMP_NS,
    TIMESTAMPTZ,
    DATE,
    EPOCH_S,
    EPOCH_MS,
    EPOCH_US,
    EPOCH_NS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as it is in a footer, for example {@code epoch_ms}. */
    public String label() {
        return label;
    }

    /** Whether the values are plain numbers that count from 1970. */
    public boolean isEpoch() {
        return this == EPOCH_S || this == EPOCH_MS || this == EPOCH_US || this == EPOCH_NS;
    }

    /** The encoding of a label; empty for every other text. */
    public static Optional<TimeEncoding> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.label.equals(label))
                .findFirst();
    }
}
