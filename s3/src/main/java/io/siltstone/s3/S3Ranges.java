package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
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

    /** Exactly the bytes of exactly that version that begin there and fill the buffer. */
    void fetch(long offset, byte[] into) throws StorageException {
        int length = into.length;
        ErrorContext context = ErrorContext.of(Operation.READ, calls.root(), key.value());
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(calls.bucket())
                .key(key.value())
                .range("bytes=" + offset + "-" + (offset + length - 1))
                .ifMatch(calls.condition(info.version().orElseThrow()));
        calls.sealing().apply(request);
        GetObjectRequest built = request.build();
        ResponseInputStream<GetObjectResponse> body =
                calls.call(S3Purpose.READ_VERSION, context, () -> calls.client().getObject(built));
        try (InputStream in = new S3Body(body, length, context)) {
            String expected = "bytes " + offset + "-" + (offset + length - 1) + "/" + info.sizeBytes();
            if (!expected.equals(body.response().contentRange())) {
                throw new IntegrityException(context, "the store answered with another range than was asked for");
            }
            if (in.readNBytes(into, 0, length) < length || in.read() >= 0) {
                throw new IntegrityException(context, "a range came with another length than was asked for");
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw S3Failures.inBody(e, context);
        }
    }

    ErrorContext context() {
        return ErrorContext.of(Operation.READ, calls.root(), key.value());
    }
}
