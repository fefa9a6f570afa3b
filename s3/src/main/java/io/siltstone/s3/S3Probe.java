package io.siltstone.s3;

import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Sees whether the bucket is there and usable. */
final class S3Probe {

    private S3Probe() {}

    /**
     * Asks for a listing of one, whose refusal says its reason: an answer to a HEAD has none. A bucket that may not be
     * listed is there all the same.
     *
     * @throws ConfigurationException if there is no such bucket, or region or endpoint are wrong
     */
    static void open(S3Calls calls) throws StorageException {
        ErrorContext context = calls.begin(Operation.OPEN, calls.config().prefix());
        try {
            ListObjectsV2Response answer = calls.call(
                    S3Purpose.OPEN,
                    context,
                    () -> calls.client()
                            .listObjectsV2(request -> request.bucket(calls.bucket())
                                    .prefix(calls.config().keyPrefix().directory())
                                    .maxKeys(1)));
            if (answer.isTruncated() == null) {
                throw new ConfigurationException(context, "the endpoint does not answer as an S3 store does");
            }
        } catch (AccessDeniedException e) {
            // Known and refused the listing alone: whoever only reads and writes needs none.
            return;
        }
    }

    /** Tells an object that is absent from a bucket that is. Who may not ask about the bucket is told that it is there. */
    static void requireBucket(S3Calls calls, ErrorContext context) throws StorageException {
        try {
            calls.call(
                    S3Purpose.READ,
                    context,
                    () -> calls.client().headBucket(request -> request.bucket(calls.bucket())));
        } catch (NotFoundException e) {
            throw new ConfigurationException(context, "there is no bucket " + calls.bucket(), e);
        } catch (AccessDeniedException e) {
            return;
        }
    }
}
