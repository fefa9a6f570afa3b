package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Listings of objects, version 2: prefix, delimiter, start-after, pages. */
final class S3Lists {

    private static final int MAX_KEYS = 1000;

    /** Sorts behind everything below a common prefix: a token that names the prefix skips all of it. */
    private static final String BEHIND = Character.toString(Character.MAX_CODE_POINT);

    private final S3Buckets buckets;

    S3Lists(S3Buckets buckets) {
        this.buckets = buckets;
    }

    WireResponse list(WireRequest request) {
        S3Bucket bucket = buckets.get(S3Path.of(request).bucket());
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        int limit = request.parameter("max-keys").map(Integer::parseInt).orElse(MAX_KEYS);
        String after = request.parameter("continuation-token")
                .map(S3Lists::decodeToken)
                .orElse(request.parameter("start-after").orElse(""));
        WireDocument document = new WireDocument("ListBucketResult")
                .text("Name", S3Path.of(request).bucket())
                .text("Prefix", encode(prefix))
                .text("MaxKeys", Math.min(limit, MAX_KEYS))
                .text("EncodingType", "url");
        S3Page page = new S3Page(document, Math.min(limit, MAX_KEYS));
        for (Map.Entry<String, S3Object> entry : bucket.after(after).entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(prefix) && !add(page, entry, cut(key, prefix, delimiter), after)) {
                break;
            }
        }
        return WireResponse.xml(200, page.end());
    }

    /** False when the page is full. */
    private static boolean add(S3Page page, Map.Entry<String, S3Object> entry, String common, String after) {
        if (common.isEmpty()) {
            return page.object(entry.getKey(), entry.getValue());
        }
        return after.equals(common + BEHIND) || page.prefix(common, common + BEHIND);
    }

    /** The common prefix of a key; empty where the key is listed itself. */
    private static String cut(String key, String prefix, String delimiter) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return at < 0 ? "" : key.substring(0, at + delimiter.length());
    }

    static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String encodeToken(String position) {
        return Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodeToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Refusal.of(400, "InvalidArgument");
        }
    }
}
