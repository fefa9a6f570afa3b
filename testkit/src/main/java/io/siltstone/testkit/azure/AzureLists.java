package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Listings of blobs, flat or by hierarchy: prefix, delimiter, markers, pages. */
final class AzureLists {

    private static final int MAX_RESULTS = 5000;

    private final AzureContainers containers;

    AzureLists(AzureContainers containers) {
        this.containers = containers;
    }

    /**
     * Where a page begins.
     *
     * @param last the name or the prefix that came last
     * @param isPrefix whether all that begins with it has been told
     */
    private record Marker(String last, boolean isPrefix) {

        static Marker of(String text) {
            String told = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return told.isEmpty() ? new Marker("", false) : new Marker(told.substring(1), told.charAt(0) == 'p');
        }

        String text() {
            return encodeMarker((isPrefix ? "p" : "n") + last);
        }

        boolean hasPassed(String name) {
            return isPrefix && name.startsWith(last);
        }
    }

    WireResponse list(WireRequest request) {
        AzureContainer container = containers.of(request);
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        boolean metadata = request.parameter("include").orElse("").contains("metadata");
        int limit = Math.min(
                MAX_RESULTS,
                request.parameter("maxresults").map(Integer::parseInt).orElse(MAX_RESULTS));
        Marker marker = marker(request);
        WireDocument document = new WireDocument("EnumerationResults")
                .text("Prefix", prefix)
                .text("MaxResults", limit)
                .begin("Blobs");
        int count = 0;
        String next = "";
        for (AzureContainer.Listed each : container.after(marker.last())) {
            if (!each.name().startsWith(prefix) || marker.hasPassed(each.name())) {
                continue;
            }
            if (count == limit) {
                next = marker.text();
                break;
            }
            String common = cut(each.name(), prefix, delimiter);
            if (common.isEmpty()) {
                blob(document, each, metadata);
                marker = new Marker(each.name(), false);
            } else {
                name(document.begin("BlobPrefix"), common).close();
                marker = new Marker(common, true);
            }
            count++;
        }
        return WireResponse.xml(200, document.close().text("NextMarker", next).end());
    }

    static String encodeMarker(String told) {
        return Base64.getUrlEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8));
    }

    private static Marker marker(WireRequest request) {
        try {
            return Marker.of(request.parameter("marker").orElse(""));
        } catch (IllegalArgumentException e) {
            throw AzureRefusal.of(400, "OutOfRangeQueryParameterValue");
        }
    }

    /** The common prefix of a name; empty where the blob is listed itself. */
    private static String cut(String name, String prefix, String delimiter) {
        int at = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        return at < 0 ? "" : name.substring(0, at + delimiter.length());
    }

    private static void blob(WireDocument document, AzureContainer.Listed listed, boolean metadata) {
        AzureBlob blob = listed.blob();
        name(document.begin("Blob"), listed.name())
                .begin("Properties")
                .text("Creation-Time", WireText.time(blob.modified()))
                .text("Last-Modified", WireText.time(blob.modified()))
                .text("Etag", blob.etag())
                .text("Content-Length", blob.bytes().length)
                .text("Content-Type", blob.contentType())
                .text("Content-MD5", blob.md5())
                .text("BlobType", "BlockBlob")
                .text("LeaseStatus", listed.leased() ? "locked" : "unlocked")
                .text("LeaseState", listed.leased() ? "leased" : "available")
                .close();
        if (metadata) {
            document.begin("Metadata");
            blob.metadata().forEach(document::text);
            document.close();
        }
        document.close();
    }

    /** Percent signs where XML has no way to write a character. "List Blobs". */
    private static WireDocument name(WireDocument document, String name) {
        boolean writable = name.chars().allMatch(c -> c >= ' ' && c < 0xFFFE);
        return writable
                ? document.text("Name", name)
                : document.begin("Name", "Encoded=\"true\"")
                        .text(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                        .close();
    }
}
