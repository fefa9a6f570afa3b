package io.siltstone.duckdb.importer;

import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.parquet.TimeEncoding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to import, and into what.
 *
 * @param inputs files of one format; text that names no file is a glob with {@code *}, {@code ?}, {@code [abc]} and
 *     {@code **}
 * @param table where the rows go
 * @param timeColumn the column that places a row: a timestamp, a date, ISO 8601 text, or a number with a unit
 * @param epochUnit what a number counts from 1970, one of the epoch encodings; empty for a column that is no number
 * @param partition how much time one file spans
 * @param badRows what to do with rows that cannot be placed or read
 * @param format what the inputs are written in; empty for what their names end in
 * @param csv how CSV inputs are written
 * @param dryRun tell what would be stored, and store nothing
 */
public record ImportRequest(
        List<String> inputs,
        TableName table,
        String timeColumn,
        Optional<TimeEncoding> epochUnit,
        PartitionUnit partition,
        BadRows badRows,
        Optional<InputFormat> format,
        CsvDialect csv,
        boolean dryRun) {

    public ImportRequest {
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(epochUnit, "epochUnit");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(badRows, "badRows");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(csv, "csv");
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs must name one file at least");
        }
        if (timeColumn.isEmpty()) {
            throw new IllegalArgumentException("timeColumn must not be empty");
        }
        if (epochUnit.isPresent() && !epochUnit.get().isEpoch()) {
            throw new IllegalArgumentException("epochUnit must be one of the epoch encodings: " + epochUnit.get());
        }
    }

    /** The inputs into hour files, stopping at bad rows, with everything else found out. */
    public static ImportRequest of(List<String> inputs, TableName table, String timeColumn) {
        return new ImportRequest(
                inputs,
                table,
                timeColumn,
                Optional.empty(),
                PartitionUnit.HOUR,
                BadRows.STOP,
                Optional.empty(),
                CsvDialect.DEFAULT,
                false);
    }

    public ImportRequest withEpochUnit(TimeEncoding other) {
        return new ImportRequest(
                inputs, table, timeColumn, Optional.of(other), partition, badRows, format, csv, dryRun);
    }

    public ImportRequest withPartition(PartitionUnit other) {
        return new ImportRequest(inputs, table, timeColumn, epochUnit, other, badRows, format, csv, dryRun);
    }

    public ImportRequest withBadRows(BadRows other) {
        return new ImportRequest(inputs, table, timeColumn, epochUnit, partition, other, format, csv, dryRun);
    }

    public ImportRequest withFormat(InputFormat other) {
        return new ImportRequest(
                inputs, table, timeColumn, epochUnit, partition, badRows, Optional.of(other), csv, dryRun);
    }

    public ImportRequest withCsv(CsvDialect other) {
        return new ImportRequest(inputs, table, timeColumn, epochUnit, partition, badRows, format, other, dryRun);
    }

    public ImportRequest withDryRun(boolean other) {
        return new ImportRequest(inputs, table, timeColumn, epochUnit, partition, badRows, format, csv, other);
    }
}
