package io.siltstone.s3;

/** How a condition names a version: as RFC 9110 section 8.8.3 has it, or as Ceph before version 20 wants it. */
public enum S3EtagQuoting {
    QUOTED,
    UNQUOTED;

    /** An ETag that no object has. */
    private static final String NONE = "none";

    /**
     * The value of an {@code If-Match} header. A text that can be no ETag, or stands for any or for several of them, becomes one
     * that no object has.
     */
    String header(String version) {
        boolean possible = !version.isEmpty()
                && !version.equals("*")
                && version.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != ',');
        String named = possible ? version : NONE;
        return this == QUOTED ? '"' + named + '"' : named;
    }

    /** The version that an {@code ETag} header tells, in either form. */
    static String version(String etag) {
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }
}
