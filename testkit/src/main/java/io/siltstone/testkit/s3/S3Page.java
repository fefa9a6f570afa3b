package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import java.util.ArrayList;
import java.util.List;

/** A page of a listing as it is written. Full pages end where the next one begins. */
final class S3Page {

    private final WireDocument document;
    private final int limit;
    private final List<String> prefixes = new ArrayList<>();
    private int count;
    private String last = "";
    private boolean truncated;

    S3Page(WireDocument document, int limit) {
        this.document = document;
        this.limit = limit;
    }

    /** False when there is no room. */
    boolean object(String key, S3Object object) {
        if (isFull()) {
            return false;
        }
        count++;
        last = key;
        document.begin("Contents")
                .text("Key", S3Lists.encode(key))
                .text("LastModified", S3Headers.iso(object.modified()))
                .text("ETag", S3Headers.quoted(object.etag()))
                .text("Size", object.bytes().length)
                .text("StorageClass", "STANDARD")
                .close();
        return true;
    }

    /** False when there is no room; the same prefix again is no new entry. */
    boolean prefix(String prefix, String behind) {
        if (!prefixes.isEmpty() && prefixes.get(prefixes.size() - 1).equals(prefix)) {
            return true;
        }
        if (isFull()) {
            return false;
        }
        count++;
        last = behind;
        prefixes.add(prefix);
        return true;
    }

    String end() {
        for (String prefix : prefixes) {
            document.begin("CommonPrefixes")
                    .text("Prefix", S3Lists.encode(prefix))
                    .close();
        }
        document.text("KeyCount", count).text("IsTruncated", truncated);
        if (truncated) {
            document.text("NextContinuationToken", S3Lists.encodeToken(last));
        }
        return document.end();
    }

    private boolean isFull() {
        truncated = count >= limit;
        return truncated;
    }
}
