package io.siltstone.jobs;

import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Checks that the Parquet files below a prefix can be read and, on request, that the times in them lie in the window
 * that their path claims, which is what pruning by path rests on. Reads footers, never pages; changes nothing. A file
 * that disappears meanwhile is counted and no offence; a failure of the store ends the job.
 */
public final class VerifyJob {

    private final VerifyListener listener;
    private final List<VerifyFinding> findings = new ArrayList<>();
    private long filesChecked;
    private long bytesChecked;
    private long rows;
    private long otherObjects;
    private long vanished;

    private VerifyJob(VerifyListener listener) {
        this.listener = listener;
    }

    /**
     * Verifies what the request names. May be repeated.
     *
     * @param executor reads the files; at most {@link VerifyRequest#parallelism} at a time
     * @throws io.siltstone.core.error.CancelledException if the calling thread is interrupted
     */
    public static VerifyReport run(Storage storage, VerifyRequest request, Executor executor, VerifyListener listener)
            throws StorageException {
        return new VerifyJob(listener).run(storage, request, executor);
    }

    private VerifyReport run(Storage storage, VerifyRequest request, Executor executor) throws StorageException {
        FileVerification verification = new FileVerification(request);
        ErrorContext context = ErrorContext.of(
                Operation.READ, storage.location().root(), request.prefix().value());
        try (Listing<ObjectInfo> listing = storage.listObjects(ListRequest.of(request.prefix()));
                OrderedWork<Optional<FileVerification.Result>> work =
                        new OrderedWork<>(executor, request.parallelism(), context, this::note)) {
            while (listing.hasNext()) {
                ObjectInfo info = listing.next();
                if (info.key().value().endsWith(".parquet")) {
                    work.submit(() -> LiveRead.read(storage, info, verification::verify));
                } else {
                    otherObjects++;
                }
            }
            work.finish();
        }
        return new VerifyReport(filesChecked, bytesChecked, rows, otherObjects, vanished, findings);
    }

    private void note(Optional<FileVerification.Result> checked) {
        if (checked.isEmpty()) {
            vanished++;
            return;
        }
        FileVerification.Result result = checked.get();
        filesChecked++;
        bytesChecked += result.info().sizeBytes();
        rows += result.rows();
        result.finding().ifPresent(finding -> {
            findings.add(finding);
            listener.onFinding(finding);
        });
        listener.onChecked(result.info());
    }
}
