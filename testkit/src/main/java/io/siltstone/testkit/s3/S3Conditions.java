package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireRequest;
import java.util.Optional;

/** What a request asks of the object that is there. Versions come with quotes and without. */
final class S3Conditions {

    private S3Conditions() {}

    static void requireForWrite(WireRequest request, Optional<S3Object> there) {
        if (request.header("if-none-match").isPresent() && there.isPresent()) {
            throw S3Refusal.of(412, "PreconditionFailed");
        }
        if (request.header("if-match").isPresent()) {
            // AWS, "Conditional writes": If-Match on a key that is not there is 404.
            S3Object object = there.orElseThrow(() -> S3Refusal.of(404, "NoSuchKey"));
            requireVersion(request, "if-match", object);
        }
    }

    /** Absence satisfies a delete. */
    static void requireForDelete(WireRequest request, Optional<S3Object> there) {
        there.ifPresent(object -> requireVersion(request, "if-match", object));
    }

    static void requireForRead(WireRequest request, S3Object object) {
        requireVersion(request, "if-match", object);
        if (request.header("if-none-match")
                .filter(asked -> matches(asked, object))
                .isPresent()) {
            throw S3Refusal.of(304, "NotModified");
        }
    }

    static void requireVersion(WireRequest request, String header, S3Object object) {
        if (request.header(header).filter(asked -> !matches(asked, object)).isPresent()) {
            throw S3Refusal.of(412, "PreconditionFailed");
        }
    }

    private static boolean matches(String asked, S3Object object) {
        return asked.equals("*") || asked.replace("\"", "").equals(object.etag());
    }
}
