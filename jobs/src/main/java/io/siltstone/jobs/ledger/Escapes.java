package io.siltstone.jobs.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Any text as visible ASCII without spaces, and back: what is neither, and the percent sign, becomes {@code %XX}. */
final class Escapes {

    private Escapes() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F && b != '%') {
                escaped.append((char) b);
            } else {
                escaped.append('%')
                        .append(Character.forDigit((b >> 4) & 0xF, 16))
                        .append(Character.forDigit(b & 0xF, 16));
            }
        }
        return escaped.toString();
    }

    /** @throws IllegalArgumentException if the text is not what {@link #escape} makes */
    static String unescape(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return escaped;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                if (i + 2 >= escaped.length()) {
                    throw new IllegalArgumentException("an escape is cut");
                }
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
