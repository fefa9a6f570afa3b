package io.siltstone.duckdb;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeColumn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds which column of a table holds the time that its partitions go by. */
final class TimeColumns {

    private final Storage storage;

    TimeColumns(Storage storage) {
        this.storage = storage;
    }

    /**
     * The time column on which all these files agree; empty where they do not or where none has one, which only means
     * that nothing can be pruned.
     *
     * @param told the column that the request names for the table
     */
    Optional<TimeColumn> of(List<ObjectInfo> files, Optional<String> told) throws StorageException {
        Optional<TimeColumn> agreed = Optional.empty();
        for (ObjectInfo file : files) {
            Optional<TimeColumn> found = TimeColumn.detect(footer(file), told);
            if (found.isEmpty() || (agreed.isPresent() && !sameTime(agreed.get(), found.get()))) {
                return Optional.empty();
            }
            agreed = found;
        }
        return agreed;
    }

    /** The unit matters for plain numbers only; a timestamp's own type tells it, file by file. */
    private static boolean sameTime(TimeColumn a, TimeColumn b) {
        boolean numbers = a.unit().isEpoch() || b.unit().isEpoch();
        return a.name().equals(b.name()) && (!numbers || a.unit() == b.unit());
    }

    private ParquetFooter footer(ObjectInfo file) throws StorageException {
        try {
            return ParquetFooter.read(storage.reader(file.key().value()));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(
                    ErrorContext.of(
                            Operation.READ,
                            storage.location().root(),
                            file.key().value()),
                    "the footer cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** The column as DuckDB sees it; empty where its type is not a time that bounds can be told of. */
    static Optional<TimedColumn> bind(TimeColumn column, List<QueryColumn> columns) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(column.name()))
                .findFirst()
                .flatMap(found ->
                        scale(column, found.type()).map(scale -> new TimedColumn(found.name(), found.type(), scale)));
    }

    private static Optional<TimeScale> scale(TimeColumn column, String type) {
        Optional<TimeScale> ofType = TimedColumn.scaleOf(type);
        if (ofType.isPresent() || !TimedColumn.isWhole(type)) {
            return ofType;
        }
        return switch (column.unit()) {
            case EPOCH_S -> Optional.of(TimeScale.SECONDS);
            case EPOCH_MS -> Optional.of(TimeScale.MILLIS);
            case EPOCH_US -> Optional.of(TimeScale.MICROS);
            case EPOCH_NS -> Optional.of(TimeScale.NANOS);
            default -> Optional.empty();
        };
    }
}
