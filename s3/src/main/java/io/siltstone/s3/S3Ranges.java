package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Fetches pieces of one version of an object. */
final class S3Ranges {

    private final S3Calls calls;
    private final ObjectKey key;
    private final ObjectInfo info;

    S3Ranges(S3Calls calls, ObjectKey key, ObjectInfo info) {
        this.calls = calls;
        this.key = key;
        this.info = info;
    }

    long sizeBytes() {
        return info.sizeBytes();
    }

    /** Exactly the bytes of exactly that version that begin there, into the beginning of the buffer. */
    void fetch(long offset, byte[] into, int length) throws StorageException {
        try (S3Body in = open(offset, length)) {
            if (in.readNBytes(into, 0, length) < length || in.read() >= 0) {
                throw new IntegrityException(context(), "a range came with another length than was asked for");
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw S3Failures.inBody(e, context());
        }
    }

    /** The same bytes as they arrive. */
    S3Body open(long offset, int length) throws StorageException {
        ErrorContext context = context();
        String range = offset + "-" + (offset + length - 1);
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(calls.bucket())
                .key(key.value())
                .range("bytes=" + range)
                .ifMatch(calls.condition(info.version().orElseThrow()));
        calls.sealing().apply(request);
        GetObjectRequest built = request.build();
        ResponseInputStream<GetObjectResponse> body =
                calls.call(S3Purpose.READ_VERSION, context, () -> calls.client().getObject(built));
        if (!("bytes " + range + "/" + info.sizeBytes()).equals(body.response().contentRange())) {
            body.abort();
            throw new IntegrityException(context, "the store answered with another range than was asked for");
        }
        return new S3Body(body, length, context);
    }

    ErrorContext context() {
        return ErrorContext.of(Operation.READ, calls.root(), key.value());
    }
}
