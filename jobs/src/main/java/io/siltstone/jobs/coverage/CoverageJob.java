package io.siltstone.jobs.coverage;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionPath;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.jobs.work.LiveRead;
import io.siltstone.jobs.work.OrderedWork;
import io.siltstone.parquet.FooterCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Finds out which time a table has files for, from a listing alone, or from every footer too where rows are counted.
 * Memory grows with the partitions of the table, not with its files; with a range, with the files in it. Changes nothing.
 */
public final class CoverageJob {

    private final Storage storage;
    private final CoverageRequest request;
    private final KeyPrefix root;
    private final Map<TimeRange, CoverageSlice> slices = new LinkedHashMap<>();

    private CoverageJob(Storage storage, CoverageRequest request) {
        this.storage = storage;
        this.request = request;
        this.root = request.table().prefix();
    }

    /**
     * The coverage of the table; without a cell where it has no file. A file that cannot be read makes its time unknown
     * where rows are counted, one that disappears meanwhile counts nowhere. May be repeated.
     *
     * @param executor reads footers; idle unless rows are counted
     * @param listener is told each file when it is counted, on the calling thread
     * @throws io.siltstone.core.error.UnsupportedException if there were more than {@link Coverage#MAX_CELLS} cells
     * @throws io.siltstone.core.error.CancelledException if the calling thread is interrupted while footers are read
     */
    public static Coverage run(
            Storage storage, CoverageRequest request, Executor executor, Consumer<ObjectInfo> listener)
            throws StorageException {
        return new CoverageJob(storage, request).run(executor, listener);
    }

    private Coverage run(Executor executor, Consumer<ObjectInfo> listener) throws StorageException {
        ErrorContext context =
                ErrorContext.of(Operation.READ, storage.location().root(), root.value());
        boolean countRows = request.options().metric() == CoverageMetric.ROWS;
        try (OrderedWork<Optional<CoverageSlice>> work =
                new OrderedWork<>(executor, request.parallelism(), context, slice -> slice.ifPresent(this::add))) {
            eachFile(info -> {
                listener.accept(info);
                if (countRows) {
                    work.submit(() -> counted(info));
                } else {
                    add(slice(info, OptionalLong.empty()));
                }
            });
            work.finish();
        }
        return Coverage.of(new ArrayList<>(slices.values()), request.options());
    }

    private void eachFile(FileConsumer consumer) throws StorageException {
        TimeRange range = request.options().range();
        if (!range.equals(TimeRange.ALL)) {
            List<ObjectInfo> files =
                    Pruner.over(storage.backend()).prune(root, range).files();
            for (ObjectInfo info : files) {
                consumer.accept(info);
            }
            return;
        }
        try (Listing<ObjectInfo> listing = storage.listObjects(ListRequest.of(root))) {
            while (listing.hasNext()) {
                ObjectInfo info = listing.next();
                if (info.key().value().endsWith(".parquet")) {
                    consumer.accept(info);
                }
            }
        }
    }

    private Optional<CoverageSlice> counted(ObjectInfo info) throws StorageException {
        return LiveRead.read(storage, info, reader -> {
            OptionalLong rows = FooterCheck.of(reader) instanceof FooterCheck.Sound sound
                    ? OptionalLong.of(sound.footer().rowCount())
                    : OptionalLong.empty();
            return slice(reader.info(), rows);
        });
    }

    private CoverageSlice slice(ObjectInfo info, OptionalLong rows) {
        TimeRange window = PartitionPath.window(root, info.key()).orElse(TimeRange.ALL);
        return new CoverageSlice(window, 1, info.sizeBytes(), rows);
    }

    private void add(CoverageSlice slice) {
        slices.merge(slice.window(), slice, CoverageSlice::plus);
    }

    /** Takes a file, and may fail as the store does. */
    @FunctionalInterface
    private interface FileConsumer {
        void accept(ObjectInfo info) throws StorageException;
    }
}
