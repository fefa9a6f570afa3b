package io.siltstone.testkit.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an object that a Range header asks for.
 *
 * @param first its first byte
 * @param last its last byte
 */
public record WireRange(int first, int last) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /**
     * Reads the header.
     *
     * @return empty where no byte of an object of that size is in it
     * @throws NumberFormatException if it is none
     */
    public static Optional<WireRange> of(String header, int size) {
        Matcher matcher = RANGE.matcher(header);
        if (!matcher.matches() || header.equals("bytes=-")) {
            throw new NumberFormatException("not a range: " + header);
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return first >= size || last < first ? Optional.empty() : Optional.of(new WireRange((int) first, (int) last));
    }

    /** The bytes in it. */
    public byte[] of(byte[] bytes) {
        return Arrays.copyOfRange(bytes, first, last + 1);
    }

    /** For Content-Range. */
    public String describe(int size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
