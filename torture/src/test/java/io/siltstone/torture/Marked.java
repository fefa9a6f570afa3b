package io.siltstone.torture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Objects that say themselves what they should be: the text of their {@link Content}, a line feed, its bytes. */
final class Marked {

    private static final int MAX_HEADER = 40;

    private Marked() {}

    static byte[] of(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((content + "\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content.bytes());
        return out.toByteArray();
    }

    /** What the object is; empty when it is not whole, or of more than one writer. */
    static Optional<Content> recognise(byte[] object) {
        int end = 0;
        while (end < Math.min(object.length, MAX_HEADER) && object[end] != '\n') {
            end++;
        }
        String header = new String(object, 0, end, StandardCharsets.US_ASCII);
        if (!header.matches("[0-9]{1,9}:-?[0-9]{1,19}")) {
            return Optional.empty();
        }
        Content content = Content.parse(header);
        return Arrays.equals(of(content), object) ? Optional.of(content) : Optional.empty();
    }
}
