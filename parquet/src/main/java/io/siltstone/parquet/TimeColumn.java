package io.siltstone.parquet;

import io.siltstone.core.layout.PartitionUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which column of a file places its rows in time, as its importer wrote it into the footer or as it was told or guessed.
 *
 * @param name the column, one that lies in no group
 * @param unit how it holds times
 * @param layout the partitions that its importer made; empty where nobody said
 */
public record TimeColumn(String name, TimeEncoding unit, Optional<PartitionUnit> layout) {

    /** The footer's key for {@link #name}. */
    public static final String COLUMN_KEY = "siltstone.time-column";

    /** The footer's key for {@link #unit}, a {@link TimeEncoding#label}. */
    public static final String UNIT_KEY = "siltstone.time-unit";

    /** The footer's key for {@link #layout}: {@code hour}, {@code day} or {@code month}. */
    public static final String LAYOUT_KEY = "siltstone.layout";

    private static final List<String> USUAL_NAMES = List.of("time", "timestamp");

    public TimeColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(layout, "layout");
    }

    /** What an importer writes into the footer. */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(COLUMN_KEY, name);
        metadata.put(UNIT_KEY, unit.label());
        layout.ifPresent(partition -> metadata.put(LAYOUT_KEY, partition.label()));
        return metadata;
    }

    /** What an importer wrote into a footer; empty where it is not there or not understood. */
    public static Optional<TimeColumn> fromMetadata(Map<String, String> metadata) {
        Optional<String> name = Optional.ofNullable(metadata.get(COLUMN_KEY));
        Optional<TimeEncoding> unit =
                Optional.ofNullable(metadata.get(UNIT_KEY)).flatMap(TimeEncoding::ofLabel);
        Optional<PartitionUnit> layout =
                Optional.ofNullable(metadata.get(LAYOUT_KEY)).flatMap(PartitionUnit::ofLabel);
        return name.flatMap(column -> unit.map(encoding -> new TimeColumn(column, encoding, layout)));
    }

    /**
     * The time column of a file: the one that its metadata names, where the file has it with a type that fits; otherwise
     * the one told, and no other; where none is told, {@code time} or else {@code timestamp}, in any case but only if
     * one column has that name. Guessed columns must be timestamps or dates, as plain numbers do not tell their unit.
     *
     * @param told the column that a person named
     */
    public static Optional<TimeColumn> detect(ParquetFooter footer, Optional<String> told) {
        Optional<TimeColumn> written = fromMetadata(footer.metadata()).filter(time -> time.fits(footer));
        if (written.isPresent()) {
            return written;
        }
        if (told.isPresent()) {
            return told.flatMap(footer::column).flatMap(TimeColumn::ofType);
        }
        return USUAL_NAMES.stream()
                .flatMap(name -> named(footer, name).flatMap(TimeColumn::ofType).stream())
                .findFirst();
    }

    private boolean fits(ParquetFooter footer) {
        return footer.column(name)
                .filter(column -> switch (column.kind()) {
                    case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, INT96, DATE -> !unit.isEpoch();
                    case INTEGER, FLOATING -> unit.isEpoch();
                    case OTHER -> false;
                })
                .isPresent();
    }

    private static Optional<ParquetColumn> named(ParquetFooter footer, String name) {
        List<ParquetColumn> found = footer.columns().stream()
                .filter(column -> column.isTopLevel() && column.path().get(0).equalsIgnoreCase(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : footer.column(name);
    }

    private static Optional<TimeColumn> ofType(ParquetColumn column) {
        Optional<TimeEncoding> unit = switch (column.kind()) {
            case TIMESTAMP_MILLIS -> Optional.of(TimeEncoding.TIMESTAMP_MS);
            case TIMESTAMP_MICROS -> Optional.of(TimeEncoding.TIMESTAMP_US);
            case TIMESTAMP_NANOS, INT96 -> Optional.of(TimeEncoding.TIMESTAMP_NS);
            case DATE -> Optional.of(TimeEncoding.DATE);
            case INTEGER, FLOATING, OTHER -> Optional.empty();
        };
        return unit.map(encoding -> new TimeColumn(column.path().get(0), encoding, Optional.empty()));
    }
}
