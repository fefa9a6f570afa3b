package io.siltstone.s3;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** The multipart uploads of the bucket that were not ended, whoever began them. */
final class S3Uploads {

    private final S3Calls calls;

    S3Uploads(S3Calls calls) {
        this.calls = calls;
    }

    /** What there is, and the store's time then. */
    record Listed(List<MultipartUpload> uploads, Instant now) {}

    Listed list(KeyPrefix below, ErrorContext context) throws StorageException {
        List<MultipartUpload> all = new ArrayList<>();
        String keyMarker = null;
        String idMarker = null;
        while (true) {
            ListMultipartUploadsResponse page = page(below, keyMarker, idMarker, context);
            all.addAll(page.uploads());
            if (!S3Calls.required(page.isTruncated(), "IsTruncated", context)) {
                return new Listed(all, calls.now(page));
            }
            boolean stands = String.valueOf(page.nextKeyMarker()).equals(keyMarker)
                    && String.valueOf(page.nextUploadIdMarker()).equals(idMarker);
            if (stands) {
                throw new IntegrityException(context, "the store repeats a marker");
            }
            keyMarker = S3Calls.required(page.nextKeyMarker(), "NextKeyMarker", context);
            idMarker = page.nextUploadIdMarker();
        }
    }

    private ListMultipartUploadsResponse page(
            KeyPrefix below, @Nullable String keyMarker, @Nullable String idMarker, ErrorContext context)
            throws StorageException {
        ListMultipartUploadsRequest built = ListMultipartUploadsRequest.builder()
                .bucket(calls.bucket())
                .prefix(below.directory())
                .keyMarker(keyMarker)
                .uploadIdMarker(idMarker)
                .build();
        return calls.call(S3Purpose.LIST, context, () -> calls.client().listMultipartUploads(built));
    }

    /** How much an upload holds; 0 where it has just ended. */
    long sizeBytes(String key, String id, ErrorContext context) throws StorageException {
        try {
            return calls.call(
                    S3Purpose.STAGE,
                    context,
                    () -> calls
                            .client()
                            .listPartsPaginator(request ->
                                    request.bucket(calls.bucket()).key(key).uploadId(id))
                            .parts()
                            .stream()
                            .mapToLong(Part::size)
                            .sum());
        } catch (NotFoundException | ConflictException e) {
            return 0;
        }
    }

    void abort(String key, String id, ErrorContext context) throws StorageException {
        try {
            calls.call(
                    S3Purpose.DELETE,
                    context,
                    () -> calls.client()
                            .abortMultipartUpload(request ->
                                    request.bucket(calls.bucket()).key(key).uploadId(id)));
        } catch (NotFoundException | ConflictException e) {
            // It has ended meanwhile.
            return;
        }
    }
}
