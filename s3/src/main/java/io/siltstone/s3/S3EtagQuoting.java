package io.siltstone.s3;

/** How a condition names a version: as RFC 9110 section 8.8.3 has it, or as Ceph before version 20 wants it. */
public enum S3EtagQuoting {
    QUOTED,
    UNQUOTED;

    /** The value of an {@code If-Match} header. */
    String header(String version) {
        return this == QUOTED ? '"' + version + '"' : version;
    }

    /** The version that an {@code ETag} header tells, in either form. */
    static String version(String etag) {
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }
}
