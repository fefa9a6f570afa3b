package io.siltstone.testkit.s3;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an object that a Range header asks for.
 *
 * @param first its first byte
 * @param last its last byte
 */
record S3Range(int first, int last) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    static S3Range of(String header, int size) {
        Matcher matcher = RANGE.matcher(header);
        if (!matcher.matches() || header.equals("bytes=-")) {
            throw S3Refusal.of(400, "InvalidArgument");
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        if (first >= size || last < first) {
            throw S3Refusal.of(416, "InvalidRange");
        }
        return new S3Range((int) first, (int) last);
    }

    byte[] of(byte[] bytes) {
        return Arrays.copyOfRange(bytes, first, last + 1);
    }

    /** For Content-Range. */
    String describe(int size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
