package io.siltstone.s3;

import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads objects and asks about them: one request each, as long as the object is there. */
final class S3Reader {

    /** RFC 9110 section 14.4. */
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final S3Calls calls;
    private final S3Threads threads;

    S3Reader(S3Calls calls, S3Threads threads) {
        this.calls = calls;
        this.threads = threads;
    }

    ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        ErrorContext context = calls.begin(Operation.READ, key.value());
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(calls.bucket()).key(key.value());
        calls.sealing().apply(request);
        options.version().map(calls::condition).ifPresent(request::ifMatch);
        if (!options.range().isAll()) {
            request.range(options.range().toHeader());
        } else if (calls.config().checksums() == S3Checksums.WHEN_SUPPORTED) {
            // Stores tell the checksum to those who ask; it is of the whole, and no use to a range.
            request.checksumMode(ChecksumMode.ENABLED);
        }
        S3Purpose purpose = options.version().isPresent() ? S3Purpose.READ_VERSION : S3Purpose.READ;
        GetObjectRequest built = request.build();
        ResponseInputStream<GetObjectResponse> body;
        try {
            body = calls.call(purpose, context, () -> calls.client().getObject(built));
        } catch (InvalidRangeException e) {
            return nothing(key, options, context, e);
        }
        try {
            return content(key, options, body, context);
        } catch (StorageException | RuntimeException e) {
            body.abort();
            throw e;
        }
    }

    private ObjectContent content(
            ObjectKey key, ReadOptions options, ResponseInputStream<GetObjectResponse> body, ErrorContext context)
            throws StorageException {
        GetObjectResponse answer = body.response();
        long length = S3Calls.size(answer.contentLength(), context);
        String told = answer.contentRange();
        if (told == null) {
            // The whole, asked for or not.
            ObjectInfo info = info(key, length, answer.lastModified(), answer.eTag(), context);
            ByteRange.Extent extent = options.range().resolve(length, context);
            if (extent.lengthBytes() != length) {
                throw new IntegrityException(context, "the store answered a range with the whole object");
            }
            return new ObjectContent(info, extent, whole(key, info, body, context), context);
        }
        Matcher range = CONTENT_RANGE.matcher(told);
        if (!range.matches()) {
            throw new IntegrityException(context, "the answer has an unreadable Content-Range");
        }
        long total = Long.parseLong(range.group(3));
        ByteRange.Extent extent = options.range().resolve(total, context);
        boolean asAsked = Long.parseLong(range.group(1)) == extent.offset()
                && Long.parseLong(range.group(2)) - extent.offset() + 1 == extent.lengthBytes()
                && length == extent.lengthBytes();
        if (!asAsked) {
            throw new IntegrityException(context, "the store answered with another range than was asked for");
        }
        ObjectInfo info = info(key, total, answer.lastModified(), answer.eTag(), context);
        return new ObjectContent(info, extent, new S3Body(body, length, context), context);
    }

    private InputStream whole(
            ObjectKey key, ObjectInfo info, ResponseInputStream<GetObjectResponse> body, ErrorContext context) {
        S3Body first = new S3Body(body, info.sizeBytes(), context);
        boolean worthIt = info.sizeBytes() >= calls.config().multipartBytes()
                && info.sizeBytes() > 2 * calls.config().partBytes()
                && info.version().isPresent();
        return worthIt ? new S3ParallelBody(first, new S3Ranges(calls, key, info), threads, calls.config()) : first;
    }

    /** No byte of the object is in the range: an error, but for a beginning or tail of nothing. */
    private ObjectContent nothing(
            ObjectKey key, ReadOptions options, ErrorContext context, InvalidRangeException refused)
            throws StorageException {
        ObjectInfo info = stat(key, context)
                .map(ObjectStat::info)
                .orElseThrow(() -> new NotFoundException(context, "there is no such object"));
        ByteRange.Extent extent = options.range().resolve(info.sizeBytes(), context);
        if (extent.lengthBytes() > 0) {
            throw refused;
        }
        return new ObjectContent(info, extent, InputStream.nullInputStream(), context);
    }

    Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return stat(key, calls.begin(Operation.STAT, key.value()));
    }

    Optional<ObjectStat> stat(ObjectKey key, ErrorContext context) throws StorageException {
        Optional<HeadObjectResponse> answer = head(key, context);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        ObjectInfo info = info(key, answer.get(), context);
        return Optional.of(
                S3Metadata.stat(info, answer.get().contentType(), answer.get().metadata()));
    }

    /** All that the store tells of an object; empty when it says that it is absent. */
    Optional<HeadObjectResponse> head(ObjectKey key, ErrorContext context) throws StorageException {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(calls.bucket()).key(key.value());
        calls.sealing().apply(request);
        HeadObjectRequest built = request.build();
        try {
            return Optional.of(
                    calls.call(S3Purpose.READ, context, () -> calls.client().headObject(built)));
        } catch (NotFoundException e) {
            // An answer to a HEAD has no body, and so no code: a bucket that is gone looks the same.
            S3Probe.requireBucket(calls, context);
            return Optional.empty();
        }
    }

    ObjectInfo info(ObjectKey key, HeadObjectResponse answer, ErrorContext context) throws StorageException {
        return info(key, S3Calls.size(answer.contentLength(), context), answer.lastModified(), answer.eTag(), context);
    }

    private static ObjectInfo info(
            ObjectKey key, long size, @Nullable Instant modified, @Nullable String etag, ErrorContext context)
            throws IntegrityException {
        return new ObjectInfo(
                key,
                size,
                S3Calls.required(modified, "Last-Modified", context),
                Optional.ofNullable(etag).map(S3EtagQuoting::version));
    }
}
