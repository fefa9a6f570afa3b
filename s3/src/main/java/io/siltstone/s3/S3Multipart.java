package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.WriteMode;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The requests of one multipart upload. */
final class S3Multipart {

    private final S3Calls calls;
    private final ObjectKey key;
    private final ErrorContext context;
    private @Nullable String uploadId;

    S3Multipart(S3Calls calls, ObjectKey key, ErrorContext context) {
        this.calls = calls;
        this.key = key;
        this.context = context;
    }

    /** One that was begun before. */
    S3Multipart(S3Calls calls, ObjectKey key, String uploadId, ErrorContext context) {
        this(calls, key, context);
        this.uploadId = uploadId;
    }

    CreateMultipartUploadResponse create(S3Metadata metadata) throws StorageException {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(calls.bucket())
                .key(key.value())
                .contentType(metadata.contentType())
                .metadata(metadata.headers());
        metadata.handling()
                .apply(
                        request::contentEncoding,
                        request::contentLanguage,
                        request::contentDisposition,
                        request::cacheControl);
        calls.sealing().apply(request);
        CreateMultipartUploadRequest built = request.build();
        CreateMultipartUploadResponse answer =
                calls.call(S3Purpose.STAGE, context, () -> calls.client().createMultipartUpload(built));
        uploadId = S3Calls.required(answer.uploadId(), "UploadId", context);
        return answer;
    }

    ObjectKey key() {
        return key;
    }

    String uploadId() {
        if (uploadId == null) {
            throw new IllegalStateException("the upload was not begun");
        }
        return uploadId;
    }

    CompletedPart upload(int number, byte[] bytes, int length) throws StorageException {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(calls.bucket())
                .key(key.value())
                .uploadId(uploadId())
                .partNumber(number)
                .contentLength((long) length);
        calls.sealing().apply(request);
        UploadPartRequest built = request.build();
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
        UploadPartResponse answer =
                calls.call(S3Purpose.STAGE, context, () -> calls.client().uploadPart(built, body));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(S3Calls.required(answer.eTag(), "ETag", context))
                .checksumCRC32(answer.checksumCRC32())
                .build();
    }

    ObjectInfo complete(List<CompletedPart> parts, long bytes, WriteMode mode) throws StorageException {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(calls.bucket())
                .key(key.value())
                .uploadId(uploadId())
                .multipartUpload(upload -> upload.parts(parts));
        S3Condition.apply(mode, calls.config().etagQuoting(), request::ifNoneMatch, request::ifMatch);
        CompleteMultipartUploadRequest built = request.build();
        CompleteMultipartUploadResponse answer = calls.call(
                S3Condition.purpose(mode), context, () -> calls.client().completeMultipartUpload(built));
        String told = S3EtagQuoting.version(S3Calls.required(answer.eTag(), "ETag", context));
        return calls.published(key, bytes, told.isEmpty() ? S3JoinedEtag.of(parts) : told, answer);
    }

    void abort() throws StorageException {
        try {
            calls.call(
                    S3Purpose.STAGE,
                    context,
                    () -> calls.client()
                            .abortMultipartUpload(request -> request.bucket(calls.bucket())
                                    .key(key.value())
                                    .uploadId(uploadId())));
        } catch (NotFoundException | ConflictException e) {
            // Somebody else has aborted or completed it.
            return;
        }
    }

    /** Aborts while another failure is told: what stays is found by a sweep. */
    void abortQuietly() {
        boolean interrupted = Thread.interrupted();
        try {
            abort();
        } catch (StorageException e) {
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
