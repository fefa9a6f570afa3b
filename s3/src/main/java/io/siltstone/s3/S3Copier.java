package io.siltstone.s3;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * Copies within the store: in one request up to 5 GiB, in parts above. A copy with a condition goes in parts whatever its
 * size, since every store that was tried forgets the condition of a CopyObject; where parts lose it too, the bytes take
 * the way through this process, and the condition is that of a PUT.
 */
final class S3Copier {

    /** Half of the threads, so that listings and deletes do not wait for all parts of a large object. */
    private static final int MAX_WAITING_PARTS = S3Limits.REQUESTS_IN_FLIGHT / 2;

    private final S3Calls calls;
    private final S3Reader reader;
    private final S3Upload upload;
    private final S3Threads threads;
    private final S3CopyPlan limits;

    /** @param threads ask for the parts of a copy at the same time */
    S3Copier(S3Calls calls, S3Reader reader, S3Upload upload, S3Threads threads, S3CopyPlan limits) {
        this.calls = calls;
        this.reader = reader;
        this.upload = upload;
        this.threads = threads;
        this.limits = limits;
    }

    ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        ErrorContext context = calls.begin(Operation.COPY, from.value());
        HeadObjectResponse head =
                reader.head(from, context).orElseThrow(() -> new NotFoundException(context, "there is no such object"));
        ObjectInfo source = reader.info(from, head, context);
        Optional<String> version = source.version();
        if (options.sourceVersion().isPresent() && !options.sourceVersion().equals(version)) {
            throw new ChangedDuringReadException(context, "the version asked for is no longer there");
        }
        WriteOptions as = options.asWrite();
        ErrorContext writing = ErrorContext.of(Operation.COPY, calls.root(), to.value());
        S3Object target = upload.object(to, as, S3Metadata.ofCopy(from, head, options.writeId()), writing);
        boolean plain = options.mode() instanceof WriteMode.Replace;
        try {
            if (plain && source.sizeBytes() <= limits.onceBytes()) {
                return inOneRequest(source, target, context);
            }
            // Ceph decodes the name of a range's source twice: it takes another object, and ends where that is no name.
            boolean rangesNameIt = source.sizeBytes() > 0 && from.value().indexOf('%') < 0;
            if (!rangesNameIt || upload.mustBeOne(options.mode())) {
                return throughHere(source, target, context);
            }
            return inParts(source, target, context);
        } catch (ChangedDuringReadException e) {
            throw options.sourceVersion().isPresent()
                    ? e
                    : new ConflictException(context, "the source was replaced while it was copied");
        }
    }

    private ObjectInfo inOneRequest(ObjectInfo source, S3Object target, ErrorContext context) throws StorageException {
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(calls.bucket())
                .sourceKey(source.key().value())
                .destinationBucket(calls.bucket())
                .destinationKey(target.key().value())
                // A copy onto itself is refused unless something changes, and so says it all.
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType(target.metadata().contentType())
                .metadata(target.metadata().headers());
        target.metadata()
                .handling()
                .apply(
                        request::contentEncoding,
                        request::contentLanguage,
                        request::contentDisposition,
                        request::cacheControl);
        source.version().map(calls::condition).ifPresent(request::copySourceIfMatch);
        calls.sealing().apply(request);
        CopyObjectRequest built = request.build();
        CopyObjectResponse answer = changed(
                context,
                () -> calls.call(S3Purpose.PUT, context, () -> calls.client().copyObject(built)));
        String etag = S3Calls.required(answer.copyObjectResult(), "CopyObjectResult", context)
                .eTag();
        return calls.published(target.key(), source.sizeBytes(), S3Calls.required(etag, "ETag", context), answer);
    }

    private ObjectInfo inParts(ObjectInfo source, S3Object target, ErrorContext context) throws StorageException {
        S3CopyPlan.Parts plan = limits.parts(source.sizeBytes());
        S3Multipart multipart = new S3Multipart(calls, target.key(), context);
        multipart.create(target.metadata());
        calls.liveUploads().add(multipart.uploadId());
        List<Future<CompletedPart>> coming = new ArrayList<>();
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (int number = 1; number <= plan.count(); number++) {
                int part = number;
                if (coming.size() - parts.size() == MAX_WAITING_PARTS) {
                    parts.add(S3Threads.await(coming.get(parts.size()), context));
                }
                coming.add(threads.submit(() -> {
                    if (givenUp.get()) {
                        throw new CancelledException(context, "another part failed");
                    }
                    return copyPart(source, multipart, part, plan.range(part), context);
                }));
            }
            for (Future<CompletedPart> part : coming.subList(parts.size(), coming.size())) {
                parts.add(S3Threads.await(part, context));
            }
            return multipart.complete(
                    parts, source.sizeBytes(), target.options().mode());
        } catch (StorageException | RuntimeException e) {
            // A part that arrives after the abort would stay, and be paid for.
            givenUp.set(true);
            coming.forEach(S3Parts::await);
            multipart.abortQuietly();
            throw e;
        } finally {
            calls.liveUploads().remove(multipart.uploadId());
        }
    }

    private CompletedPart copyPart(
            ObjectInfo source, S3Multipart multipart, int number, String range, ErrorContext context)
            throws StorageException {
        UploadPartCopyRequest.Builder request = UploadPartCopyRequest.builder()
                .sourceBucket(calls.bucket())
                .sourceKey(source.key().value())
                .destinationBucket(calls.bucket())
                .destinationKey(multipart.key().value())
                .uploadId(multipart.uploadId())
                .partNumber(number)
                .copySourceRange(range);
        source.version().map(calls::condition).ifPresent(request::copySourceIfMatch);
        calls.sealing().apply(request);
        UploadPartCopyRequest built = request.build();
        UploadPartCopyResponse answer = changed(
                context,
                () -> calls.call(S3Purpose.STAGE, context, () -> calls.client().uploadPartCopy(built)));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(S3Calls.required(answer.copyPartResult(), "CopyPartResult", context)
                        .eTag())
                .checksumCRC32(answer.copyPartResult().checksumCRC32())
                .build();
    }

    private ObjectInfo throughHere(ObjectInfo source, S3Object target, ErrorContext context) throws StorageException {
        ReadOptions pinned = new ReadOptions(ReadOptions.ALL.range(), source.version());
        ErrorContext writing =
                ErrorContext.of(Operation.WRITE, calls.root(), target.key().value());
        long size = source.sizeBytes();
        try {
            if (target.metadata().handling().encoding() != null && size > S3Limits.BUFFERED_PUT_BYTES) {
                Source.Replayable bytes = Source.replayable(size, () -> reader.read(source.key(), pinned).stream());
                return upload.inOneRequest(target, bytes, size, writing);
            }
            try (ObjectContent content = reader.read(source.key(), pinned)) {
                return upload.write(target, Source.once(size, content.stream()), writing);
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new UnavailableException(context, "the source could not be read to its end", e);
        }
    }

    private interface Request<T> {
        T send() throws StorageException;
    }

    /** The only condition of these requests is on the source. */
    private static <T> T changed(ErrorContext context, Request<T> request) throws StorageException {
        try {
            return request.send();
        } catch (PreconditionFailedException e) {
            throw new ChangedDuringReadException(context, "the source is no longer of that version", e);
        }
    }
}
