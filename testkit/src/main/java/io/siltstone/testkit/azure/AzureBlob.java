package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A committed block blob.
 *
 * @param bytes never changed
 * @param etag without quotes
 * @param modified when it was committed
 * @param contentType as it is told
 * @param md5 in Base64, as its writer or the service told it; empty for none
 * @param metadata by names in small letters
 * @param handling the other headers that its writer told and every reader is told again, by the readers' names
 * @param blocks what it was made of; empty where it was put as a whole
 */
record AzureBlob(
        byte[] bytes,
        String etag,
        Instant modified,
        String contentType,
        String md5,
        Map<String, String> metadata,
        Map<String, String> handling,
        List<AzureBlock> blocks) {

    private static final String META = "x-ms-meta-";
    private static final String ANY_TYPE = "application/octet-stream";
    private static final Map<String, String> HANDLING = Map.of(
            "x-ms-blob-content-encoding", "Content-Encoding",
            "x-ms-blob-content-language", "Content-Language",
            "x-ms-blob-content-disposition", "Content-Disposition",
            "x-ms-blob-cache-control", "Cache-Control");

    AzureBlob {
        metadata = Map.copyOf(metadata);
        handling = Map.copyOf(handling);
        blocks = List.copyOf(blocks);
    }

    /** One that a request puts as a whole: the service computes its MD5. */
    static AzureBlob put(WireRequest request, Stamp stamp) {
        byte[] bytes = request.body();
        return new AzureBlob(
                bytes,
                stamp.etag(),
                stamp.time(),
                request.header("x-ms-blob-content-type").orElse(ANY_TYPE),
                request.header("x-ms-blob-content-md5").orElse(WireText.base64(WireText.digest("MD5", bytes))),
                metadata(request),
                handling(request),
                List.of());
    }

    /** One of blocks: the service takes the MD5 that the request tells, and knows none otherwise. */
    static AzureBlob of(List<AzureBlock> blocks, WireRequest request, Stamp stamp) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        blocks.forEach(block -> bytes.writeBytes(block.bytes()));
        return new AzureBlob(
                bytes.toByteArray(),
                stamp.etag(),
                stamp.time(),
                request.header("x-ms-blob-content-type").orElse(ANY_TYPE),
                request.header("x-ms-blob-content-md5").orElse(""),
                metadata(request),
                handling(request),
                blocks);
    }

    /** A copy: with the metadata of the request, or the source's where it names none. */
    AzureBlob copy(WireRequest request, Stamp stamp) {
        Map<String, String> named = metadata(request);
        return new AzureBlob(
                bytes,
                stamp.etag(),
                stamp.time(),
                contentType,
                md5,
                named.isEmpty() ? metadata : named,
                handling,
                List.of());
    }

    /**
     * What a new version is told apart by.
     *
     * @param etag that no other version has
     * @param time by the server's clock
     */
    record Stamp(String etag, Instant time) {}

    /** The answer to a request that made this version. */
    WireResponse published(int status) {
        return WireResponse.of(status)
                .with("ETag", '"' + etag + '"')
                .with("Last-Modified", WireText.time(modified))
                .with("x-ms-request-server-encrypted", "true");
    }

    /** All headers that describe it. */
    WireResponse describe(int status) {
        WireResponse described = WireResponse.of(status)
                .with("ETag", '"' + etag + '"')
                .with("Last-Modified", WireText.time(modified))
                .with("x-ms-creation-time", WireText.time(modified))
                .with("Content-Type", contentType)
                .with("Accept-Ranges", "bytes")
                .with("x-ms-blob-type", "BlockBlob")
                .with("x-ms-server-encrypted", "true");
        for (Map.Entry<String, String> each : metadata.entrySet()) {
            described = described.with(META + each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : handling.entrySet()) {
            described = described.with(each.getKey(), each.getValue());
        }
        return described;
    }

    private static Map<String, String> handling(WireRequest request) {
        Map<String, String> handling = new HashMap<>();
        HANDLING.forEach((told, read) -> request.header(told).ifPresent(value -> handling.put(read, value)));
        return handling;
    }

    private static Map<String, String> metadata(WireRequest request) {
        Map<String, String> metadata = new HashMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(META)) {
                metadata.put(name.substring(META.length()), value);
            }
        });
        return metadata;
    }
}
