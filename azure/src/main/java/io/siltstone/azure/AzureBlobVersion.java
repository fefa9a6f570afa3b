package io.siltstone.azure;

import org.jspecify.annotations.Nullable;

/** Version tokens: ETags without their quotes, as listings write them. */
final class AzureBlobVersion {

    private AzureBlobVersion() {}

    /** The token of an ETag, which answers give with quotes and listings without; empty where there is none. */
    static String of(@Nullable String etag) {
        if (etag == null) {
            return "";
        }
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    /** The ETag to send. A text that can be no ETag, or stands for any, becomes one that no blob has. */
    static String header(String version) {
        // Azurite takes the asterisk for any ETag also where it is quoted.
        boolean possible = !version.equals("*") && version.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"');
        return possible ? '"' + version + '"' : "\"\"";
    }
}
