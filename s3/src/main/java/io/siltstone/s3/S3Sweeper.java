package io.siltstone.s3;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Clears away transfers and multipart uploads that nobody ended. Their age is that of their last step, by the store. */
final class S3Sweeper {

    private final S3Calls calls;
    private final S3TransferRecords records;
    private final S3Uploads uploads;

    S3Sweeper(S3Calls calls, S3TransferRecords records) {
        this.calls = calls;
        this.records = records;
        this.uploads = new S3Uploads(calls);
    }

    /** @param owned the transfers of this process, by their keys */
    SweepReport sweep(SweepRequest request, Set<ObjectKey> owned) throws StorageException {
        ErrorContext context = calls.begin(Operation.SWEEP, request.below().value());
        List<SweepReport.Item> items = new ArrayList<>();
        Set<String> known = new HashSet<>(calls.liveUploads());
        S3TransferRecords.Names names = records.list(context);
        for (S3TransferRecords.Named each : names.names()) {
            Optional<S3TransferRecords.Held> held = records.read(each.name(), context);
            uploadId(held).ifPresent(known::add);
            Optional<ObjectKey> key = held.map(found -> found.record().key());
            if (!request.covers(key)) {
                continue;
            }
            Duration age = Duration.between(each.touched(), names.now());
            SweepReport.Verdict verdict =
                    verdict(age, key.filter(owned::contains).isPresent(), request);
            if (verdict == SweepReport.Verdict.REMOVED && !request.dryRun()) {
                remove(each.name(), held, context);
            }
            long bytes = held.map(found -> found.record().heldBytes()).orElse(0L);
            String what = key.map(found -> "transfer to " + found).orElse("unreadable transfer " + each.name());
            items.add(new SweepReport.Item(what, key, bytes, age, verdict));
        }
        sweepUploads(request, known, items, context);
        return new SweepReport(items);
    }

    private void remove(String name, Optional<S3TransferRecords.Held> held, ErrorContext context)
            throws StorageException {
        Optional<String> id = uploadId(held);
        if (id.isPresent()) {
            new S3Multipart(calls, held.get().record().key(), id.get(), context).abort();
        }
        records.delete(name, context);
    }

    private static Optional<String> uploadId(Optional<S3TransferRecords.Held> held) {
        return held.flatMap(found -> found.record().begun()).map(S3BegunUpload::id);
    }

    private void sweepUploads(
            SweepRequest request, Set<String> known, List<SweepReport.Item> items, ErrorContext context)
            throws StorageException {
        S3Uploads.Listed listed = uploads.list(request.below(), context);
        for (MultipartUpload upload : listed.uploads()) {
            String id = S3Calls.required(upload.uploadId(), "UploadId", context);
            String text = S3Calls.required(upload.key(), "Key", context);
            boolean ours = calls.liveUploads().contains(id);
            if (known.contains(id) && !ours) {
                continue;
            }
            Duration age = Duration.between(S3Calls.required(upload.initiated(), "Initiated", context), listed.now());
            SweepReport.Verdict verdict = verdict(age, ours, request);
            long bytes = 0;
            if (verdict == SweepReport.Verdict.REMOVED) {
                bytes = uploads.sizeBytes(text, id, context);
                if (!request.dryRun()) {
                    uploads.abort(text, id, context);
                }
            }
            Optional<ObjectKey> key = ObjectKey.violation(text, KeyProfile.RAW).isEmpty()
                    ? Optional.of(ObjectKey.of(text))
                    : Optional.empty();
            items.add(new SweepReport.Item("upload " + id + " to " + text, key, bytes, age, verdict));
        }
    }

    private static SweepReport.Verdict verdict(Duration age, boolean owned, SweepRequest request) {
        if (owned) {
            return SweepReport.Verdict.OWNED;
        }
        return age.compareTo(request.olderThan()) < 0 ? SweepReport.Verdict.YOUNG : SweepReport.Verdict.REMOVED;
    }
}
