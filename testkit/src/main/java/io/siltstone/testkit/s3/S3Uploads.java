package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRange;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Multipart uploads: begin, parts, complete, abort. */
final class S3Uploads {

    /** AWS, "Amazon S3 multipart upload limits": all but the last. */
    private static final int MIN_PART_BYTES = 5 * 1024 * 1024;

    private final S3Buckets buckets;
    private final S3Objects objects;
    private final InstantSource clock;

    S3Uploads(S3Buckets buckets, S3Objects objects, InstantSource clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.clock = clock;
    }

    WireResponse create(WireRequest request) {
        S3Path path = S3Path.of(request);
        S3Upload upload = buckets.get(path.bucket()).begin(path.key(), S3Headers.kept(request), clock.instant());
        return WireResponse.xml(
                200,
                new WireDocument("InitiateMultipartUploadResult")
                        .text("Bucket", path.bucket())
                        .text("Key", path.key())
                        .text("UploadId", upload.id())
                        .end());
    }

    WireResponse part(WireRequest request) {
        S3Upload upload = upload(request);
        WireRequest content = S3Content.unpack(request);
        S3Object part =
                new S3Object(content.body(), S3Content.etag(content.body()), clock.instant(), S3Headers.kept(content));
        upload.put(number(request), part);
        return WireResponse.of(200).with("ETag", S3Headers.quoted(part.etag()));
    }

    WireResponse copyPart(WireRequest request) {
        S3Upload upload = upload(request);
        byte[] whole = objects.source(request).bytes();
        byte[] bytes = request.header("x-amz-copy-source-range")
                .map(range -> WireRange.of(range, whole.length)
                        .orElseThrow(() -> S3Refusal.of(416, "InvalidRange"))
                        .of(whole))
                .orElse(whole);
        S3Object part = new S3Object(bytes, S3Content.etag(bytes), clock.instant(), Map.of());
        upload.put(number(request), part);
        return WireResponse.xml(
                200,
                new WireDocument("CopyPartResult")
                        .text("LastModified", S3Headers.iso(part.modified()))
                        .text("ETag", S3Headers.quoted(part.etag()))
                        .end());
    }

    WireResponse complete(WireRequest request) {
        S3Path path = S3Path.of(request);
        S3Bucket bucket = buckets.get(path.bucket());
        S3Upload upload = upload(request);
        S3Object object = join(upload, S3Elements.named("Part", request.body()));
        bucket.put(path.key(), object, request);
        bucket.end(upload.id());
        return WireResponse.xml(
                200,
                new WireDocument("CompleteMultipartUploadResult")
                        .text("Bucket", path.bucket())
                        .text("Key", path.key())
                        .text("ETag", S3Headers.quoted(object.etag()))
                        .end());
    }

    WireResponse abort(WireRequest request) {
        S3Upload upload = upload(request);
        buckets.get(S3Path.of(request).bucket()).end(upload.id());
        return WireResponse.of(204);
    }

    private S3Object join(S3Upload upload, List<Map<String, String>> named) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < named.size(); i++) {
            int number = Integer.parseInt(named.get(i).getOrDefault("PartNumber", "0"));
            String etag = named.get(i).getOrDefault("ETag", "").replace("\"", "");
            S3Object part = upload.part(number)
                    .filter(there -> there.etag().equals(etag))
                    .orElseThrow(() -> S3Refusal.of(400, "InvalidPart"));
            if (number <= before) {
                throw S3Refusal.of(400, "InvalidPartOrder");
            }
            if (i < named.size() - 1 && part.bytes().length < MIN_PART_BYTES) {
                throw S3Refusal.of(400, "EntityTooSmall");
            }
            before = number;
            bytes.writeBytes(part.bytes());
            digests.writeBytes(HexFormat.of().parseHex(part.etag()));
        }
        if (named.isEmpty()) {
            throw S3Refusal.of(400, "MalformedXML");
        }
        String etag = S3Content.etag(digests.toByteArray()) + "-" + named.size();
        return new S3Object(bytes.toByteArray(), etag, clock.instant(), upload.headers());
    }

    private S3Upload upload(WireRequest request) {
        S3Path path = S3Path.of(request);
        return buckets.get(path.bucket())
                .upload(path.key(), request.parameter("uploadId").orElse(""));
    }

    private static int number(WireRequest request) {
        int number = Integer.parseInt(request.parameter("partNumber").orElse("0"));
        if (number < 1 || number > 10_000) {
            throw S3Refusal.of(400, "InvalidArgument");
        }
        return number;
    }
}
