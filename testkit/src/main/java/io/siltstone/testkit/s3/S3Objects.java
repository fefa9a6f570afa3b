package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRange;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Single objects: put, get, head, copy, delete. */
final class S3Objects {

    private final S3Buckets buckets;
    private final InstantSource clock;

    S3Objects(S3Buckets buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    WireResponse put(WireRequest request) {
        S3Path path = S3Path.of(request);
        S3Bucket bucket = buckets.get(path.bucket());
        WireRequest content = S3Content.unpack(request);
        S3Object object =
                new S3Object(content.body(), S3Content.etag(content.body()), clock.instant(), S3Headers.kept(content));
        bucket.put(path.key(), object, request);
        return WireResponse.of(200).with("ETag", S3Headers.quoted(object.etag()));
    }

    WireResponse get(WireRequest request) {
        S3Object object = find(S3Path.of(request));
        S3Conditions.requireForRead(request, object);
        boolean checksums = request.header("x-amz-checksum-mode").isPresent();
        Optional<String> asked = request.header("range");
        if (asked.isEmpty()) {
            return S3Headers.describe(WireResponse.of(200).withBody(object.bytes()), object, checksums);
        }
        WireRange range =
                WireRange.of(asked.get(), object.bytes().length).orElseThrow(() -> S3Refusal.of(416, "InvalidRange"));
        return S3Headers.describe(WireResponse.of(206), object, false)
                .with("Content-Range", range.describe(object.bytes().length))
                .withBody(range.of(object.bytes()));
    }

    WireResponse delete(WireRequest request) {
        S3Path path = S3Path.of(request);
        buckets.get(path.bucket()).delete(path.key(), request);
        return WireResponse.of(204);
    }

    WireResponse copy(WireRequest request) {
        S3Path to = S3Path.of(request);
        S3Object source = source(request);
        boolean replace =
                request.header("x-amz-metadata-directive").orElse("COPY").equals("REPLACE");
        Map<String, String> headers = replace ? S3Headers.kept(request) : source.headers();
        S3Object copy = new S3Object(source.bytes(), S3Content.etag(source.bytes()), clock.instant(), headers);
        buckets.get(to.bucket()).put(to.key(), copy, request);
        return WireResponse.xml(
                200,
                new WireDocument("CopyObjectResult")
                        .text("LastModified", S3Headers.iso(copy.modified()))
                        .text("ETag", S3Headers.quoted(copy.etag()))
                        .end());
    }

    /** The object that a request copies from, if it is of the version named. */
    S3Object source(WireRequest request) {
        String header = request.header("x-amz-copy-source").orElseThrow();
        S3Object source = find(S3Path.parse(WireRequest.decode(header, false)));
        S3Conditions.requireVersion(request, "x-amz-copy-source-if-match", source);
        return source;
    }

    private S3Object find(S3Path path) {
        return buckets.get(path.bucket()).get(path.key()).orElseThrow(() -> S3Refusal.of(404, "NoSuchKey"));
    }
}
