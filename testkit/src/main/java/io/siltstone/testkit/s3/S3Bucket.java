package io.siltstone.testkit.s3;

import io.siltstone.core.Utf8Order;
import io.siltstone.testkit.wire.WireRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a bucket holds. Conditions are asked and changes made under one lock. */
final class S3Bucket {

    private final TreeMap<String, S3Object> objects = new TreeMap<>(Utf8Order.COMPARATOR);
    private final Map<String, S3Upload> uploads = new LinkedHashMap<>();
    private int uploadCount;

    synchronized Optional<S3Object> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Stores the object if the request's conditions hold. */
    synchronized void put(String key, S3Object object, WireRequest conditions) {
        S3Conditions.requireForWrite(conditions, get(key));
        objects.put(key, object);
    }

    synchronized void delete(String key, WireRequest conditions) {
        S3Conditions.requireForDelete(conditions, get(key));
        objects.remove(key);
    }

    synchronized void delete(String key) {
        objects.remove(key);
    }

    /** The objects whose keys come after one, in order. */
    synchronized Map<String, S3Object> after(String key) {
        return new LinkedHashMap<>(objects.tailMap(key, false));
    }

    synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    synchronized S3Upload begin(String key, Map<String, String> headers, Instant now) {
        uploadCount++;
        String id = "upload-" + uploadCount;
        S3Upload upload = new S3Upload(id, key, headers, now);
        uploads.put(id, upload);
        return upload;
    }

    /** The upload to the key that is still open. */
    synchronized S3Upload upload(String key, String id) {
        S3Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Refusal.of(404, "NoSuchUpload");
        }
        return upload;
    }

    synchronized void end(String id) {
        uploads.remove(id);
    }

    synchronized Map<String, S3Upload> uploads() {
        return new LinkedHashMap<>(uploads);
    }
}
