package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Source;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** An object in one request. */
final class S3Put {

    private final S3Calls calls;

    S3Put(S3Calls calls) {
        this.calls = calls;
    }

    ObjectInfo bytes(S3Object object, byte[] bytes, int length, ErrorContext context) throws StorageException {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length),
                length,
                object.metadata().contentType());
        return send(object, body, false, length, context);
    }

    /** What the stream throws comes out unchanged; the store has then got less than it was promised, and drops it. */
    ObjectInfo stream(S3Object object, S3ExactStream stream, long length, ErrorContext context) throws IOException {
        RequestBody body = RequestBody.fromContentProvider(
                () -> stream, length, object.metadata().contentType());
        try {
            return send(object, body, true, length, context);
        } catch (StorageException e) {
            stream.rethrow();
            throw e;
        }
    }

    /**
     * The same in a request whose header has an encoding of the object's own. Frames are another, which Ceph before version 20
     * finds a wrong signature in or keeps with the object, so it goes without them, at the price of being read up to three
     * times.
     */
    ObjectInfo replayed(S3Object object, Source.Replayable source, long length, ErrorContext context)
            throws IOException {
        try (S3ReplayedBody replayed = new S3ReplayedBody(source, length)) {
            RequestBody body = RequestBody.fromContentProvider(
                    replayed, length, object.metadata().contentType());
            try {
                return send(object, body, false, length, context);
            } catch (StorageException e) {
                replayed.rethrow();
                throw e;
            }
        }
    }

    private ObjectInfo send(S3Object object, RequestBody body, boolean once, long length, ErrorContext context)
            throws StorageException {
        calls.requireOpen();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(calls.bucket())
                .key(object.key().value())
                .contentLength(length)
                .contentType(object.metadata().contentType())
                .metadata(object.metadata().headers());
        object.metadata()
                .handling()
                .apply(
                        request::contentEncoding,
                        request::contentLanguage,
                        request::contentDisposition,
                        request::cacheControl);
        calls.sealing().apply(request);
        if (once) {
            S3ChunkedBody.apply(request);
        }
        S3Condition.apply(
                object.options().mode(), calls.config().etagQuoting(), request::ifNoneMatch, request::ifMatch);
        PutObjectRequest built = request.build();
        PutObjectResponse answer = calls.call(
                S3Condition.purpose(object.options().mode()),
                context,
                () -> calls.client().putObject(built, body));
        // Every store names what it has stored; a success without a name comes from somebody else.
        return calls.published(object.key(), length, S3Calls.required(answer.eTag(), "ETag", context), answer);
    }
}
