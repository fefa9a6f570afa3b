package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeColumn;
import java.util.List;
import java.util.Optional;

/** Finds which column of a table holds the time that its partitions go by. */
final class TimeColumns {

    private final Storage storage;
    private final FileMemory memory;

    TimeColumns(Storage storage, FileMemory memory) {
        this.storage = storage;
        this.memory = memory;
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
            Optional<TimeColumn> found = of(file, told);
            if (found.isEmpty() || (agreed.isPresent() && !sameTime(agreed.get(), found.get()))) {
                return Optional.empty();
            }
            agreed = found;
        }
        return agreed;
    }

    private Optional<TimeColumn> of(ObjectInfo file, Optional<String> told) throws StorageException {
        Optional<Optional<TimeColumn>> known = memory.time(file, told);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<TimeColumn> found = TimeColumn.detect(ParquetFooter.read(storage.reader(file)), told);
        memory.putTime(file, told, found);
        return found;
    }

    /** The unit matters for plain numbers only; a timestamp's own type tells it, file by file. */
    private static boolean sameTime(TimeColumn a, TimeColumn b) {
        boolean numbers = a.unit().isEpoch() || b.unit().isEpoch();
        return a.name().equals(b.name()) && (!numbers || a.unit() == b.unit());
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
        if (ofType.isPresent() || !(TimedColumn.isWhole(type) || TimedColumn.isFraction(type))) {
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
