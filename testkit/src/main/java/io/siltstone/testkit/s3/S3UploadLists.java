package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.Locale;
import java.util.Map;

/** Listings of what is uploading: uploads of a bucket and parts of an upload. */
final class S3UploadLists {

    private static final int MAX_ENTRIES = 1000;

    private final S3Buckets buckets;

    S3UploadLists(S3Buckets buckets) {
        this.buckets = buckets;
    }

    /** All on one page; S3 has 1000 on each. */
    WireResponse uploads(WireRequest request) {
        String prefix = request.parameter("prefix").orElse("");
        WireDocument document = new WireDocument("ListMultipartUploadsResult")
                .text("Bucket", S3Path.of(request).bucket())
                .text("EncodingType", "url")
                .text("MaxUploads", MAX_ENTRIES)
                .text("IsTruncated", false);
        for (S3Upload upload :
                buckets.get(S3Path.of(request).bucket()).uploads().values()) {
            if (upload.key().startsWith(prefix)) {
                document.begin("Upload")
                        .text("Key", S3Lists.encode(upload.key()))
                        .text("UploadId", upload.id())
                        .text("Initiated", S3Headers.iso(upload.begun()))
                        .text("StorageClass", "STANDARD")
                        .close();
            }
        }
        return WireResponse.xml(200, document.end());
    }

    WireResponse parts(WireRequest request) {
        S3Path path = S3Path.of(request);
        String id = request.parameter("uploadId").orElse("");
        int after =
                request.parameter("part-number-marker").map(Integer::parseInt).orElse(0);
        int limit = request.parameter("max-parts").map(Integer::parseInt).orElse(MAX_ENTRIES);
        WireDocument document = new WireDocument("ListPartsResult")
                .text("Bucket", path.bucket())
                .text("Key", path.key())
                .text("UploadId", id);
        Map<Integer, S3Object> rest =
                buckets.get(path.bucket()).upload(path.key(), id).parts().tailMap(after, false);
        int last = after;
        int count = 0;
        for (Map.Entry<Integer, S3Object> entry : rest.entrySet()) {
            if (count == limit) {
                break;
            }
            count++;
            last = entry.getKey();
            part(document, last, entry.getValue());
        }
        return WireResponse.xml(
                200,
                document.text("IsTruncated", count < rest.size())
                        .text("NextPartNumberMarker", last)
                        .end());
    }

    private static void part(WireDocument document, int number, S3Object part) {
        document.begin("Part")
                .text("PartNumber", number)
                .text("LastModified", S3Headers.iso(part.modified()))
                .text("ETag", S3Headers.quoted(part.etag()))
                .text("Size", part.bytes().length);
        part.headers().forEach((name, value) -> {
            if (name.startsWith(S3Content.CHECKSUM)) {
                String algorithm = name.substring(S3Content.CHECKSUM.length()).toUpperCase(Locale.ROOT);
                document.text("Checksum" + algorithm, value);
            }
        });
        document.close();
    }
}
