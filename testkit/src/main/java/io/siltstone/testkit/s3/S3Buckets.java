package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The buckets by name, and the operations on whole buckets. */
final class S3Buckets {

    private final Map<String, S3Bucket> buckets = new ConcurrentHashMap<>();

    S3Bucket get(String name) {
        S3Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw S3Refusal.of(404, "NoSuchBucket");
        }
        return bucket;
    }

    /** False where there is one. */
    boolean add(String name) {
        return buckets.putIfAbsent(name, new S3Bucket()) == null;
    }

    /** With all that is in it. */
    void lose(String name) {
        buckets.remove(name);
    }

    WireResponse create(WireRequest request) {
        if (!add(S3Path.of(request).bucket())) {
            throw S3Refusal.of(409, "BucketAlreadyOwnedByYou");
        }
        return WireResponse.of(200);
    }

    WireResponse head(WireRequest request) {
        get(S3Path.of(request).bucket());
        return WireResponse.of(200).with("x-amz-bucket-region", S3FaultServer.REGION);
    }

    WireResponse location(WireRequest request) {
        get(S3Path.of(request).bucket());
        return WireResponse.xml(200, new WireDocument("LocationConstraint").end());
    }

    WireResponse delete(WireRequest request) {
        String name = S3Path.of(request).bucket();
        if (!get(name).isEmpty()) {
            throw S3Refusal.of(409, "BucketNotEmpty");
        }
        buckets.remove(name);
        return WireResponse.of(204);
    }
}
