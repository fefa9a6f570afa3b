package io.siltstone.testkit.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** What both protocols write into headers: times and digests. */
public final class WireText {

    /** RFC 9110 section 5.6.7: the day of the month has two digits. */
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private WireText() {}

    /** A time in whole seconds. */
    public static String time(Instant time) {
        return HTTP.format(time.atOffset(ZoneOffset.UTC));
    }

    /** By an algorithm that every Java has. */
    public static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
