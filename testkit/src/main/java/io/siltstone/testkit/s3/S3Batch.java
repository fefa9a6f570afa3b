package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Deletes of many objects in one request. */
final class S3Batch {

    /** AWS, "DeleteObjects". */
    private static final int MAX_KEYS = 1000;

    private final S3Buckets buckets;

    S3Batch(S3Buckets buckets) {
        this.buckets = buckets;
    }

    WireResponse delete(WireRequest request) {
        S3Bucket bucket = buckets.get(S3Path.of(request).bucket());
        byte[] body = S3Content.unpack(request).body();
        List<Map<String, String>> objects = S3Elements.named("Object", body);
        if (objects.isEmpty() || objects.size() > MAX_KEYS) {
            throw S3Refusal.of(400, "MalformedXML");
        }
        boolean quiet = new String(body, StandardCharsets.UTF_8).contains("<Quiet>true</Quiet>");
        WireDocument document = new WireDocument("DeleteResult");
        for (Map<String, String> object : objects) {
            String key = object.getOrDefault("Key", "");
            bucket.delete(key);
            if (!quiet) {
                document.begin("Deleted").text("Key", key).close();
            }
        }
        return WireResponse.xml(200, document.end());
    }
}
