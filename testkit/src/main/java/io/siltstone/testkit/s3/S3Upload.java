package io.siltstone.testkit.s3;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A multipart upload that is open. */
final class S3Upload {

    private final String id;
    private final String key;
    private final Map<String, String> headers;
    private final Instant begun;
    private final TreeMap<Integer, S3Object> parts = new TreeMap<>();

    S3Upload(String id, String key, Map<String, String> headers, Instant begun) {
        this.id = id;
        this.key = key;
        this.headers = Map.copyOf(headers);
        this.begun = begun;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    /** What the object will have. */
    Map<String, String> headers() {
        return headers;
    }

    Instant begun() {
        return begun;
    }

    /** A part that comes again replaces the one before. */
    synchronized void put(int number, S3Object part) {
        parts.put(number, part);
    }

    synchronized Optional<S3Object> part(int number) {
        return Optional.ofNullable(parts.get(number));
    }

    synchronized NavigableMap<Integer, S3Object> parts() {
        return new TreeMap<>(parts);
    }
}
