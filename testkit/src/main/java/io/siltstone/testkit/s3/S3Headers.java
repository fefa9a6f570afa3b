package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Headers that are stored with an object, and given back with it. */
final class S3Headers {

    private static final String META = "x-amz-meta-";

    private S3Headers() {}

    /** What the request gives the object. */
    static Map<String, String> kept(WireRequest request) {
        Map<String, String> kept = new HashMap<>();
        request.headers().forEach((name, value) -> {
            boolean checksum = name.startsWith(S3Content.CHECKSUM)
                    && !name.endsWith("-algorithm")
                    && !name.endsWith("-mode")
                    && !name.endsWith("-type");
            if (checksum || name.startsWith(META) || name.equals("content-type")) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** The object's own headers; checksums are of the whole, and given to those who ask. */
    static WireResponse describe(WireResponse response, S3Object object, boolean withChecksums) {
        WireResponse described = response.with("ETag", quoted(object.etag()))
                .with("Last-Modified", WireText.time(object.modified()))
                .with("Accept-Ranges", "bytes");
        for (Map.Entry<String, String> header : object.headers().entrySet()) {
            if (withChecksums || !header.getKey().startsWith(S3Content.CHECKSUM)) {
                described = described.with(header.getKey(), header.getValue());
            }
        }
        return described;
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** As in documents: milliseconds, always. */
    static String iso(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                .format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
