package io.siltstone.core;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The one validator of keys and prefixes. Each verdict is a shared constant, so that a check of an ASCII key allocates
 * nothing.
 */
final class KeySyntax {

    /** S3 and Azure allow 1,024 bytes or characters; the smaller of the two, S3's bytes, is the rule. */
    static final int MAX_KEY_BYTES = 1024;

    /** NAME_MAX of ext4, xfs, btrfs, APFS and NTFS. */
    static final int MAX_SEGMENT_BYTES = 255;

    /** The first segment that belongs to Siltstone: staging, partial transfers, markers and ledgers. */
    static final String RESERVED_ROOT = ".siltstone";

    private static final Optional<String> VALID = Optional.empty();
    private static final Optional<String> EMPTY = Optional.of("the key is empty");
    private static final Optional<String> TOO_LONG = Optional.of("the key is longer than 1024 UTF-8 bytes");
    private static final Optional<String> SEGMENT_TOO_LONG =
            Optional.of("a segment of the key is longer than 255 UTF-8 bytes");
    private static final Optional<String> EMPTY_SEGMENT =
            Optional.of("the key has an empty segment: no leading, trailing or double slash");
    private static final Optional<String> DOT_SEGMENT = Optional.of("the key has a segment `.` or `..`");
    private static final Optional<String> CONTROL = Optional.of("the key has a control character");
    private static final Optional<String> BACKSLASH = Optional.of("the key has a backslash");
    private static final Optional<String> NOT_UNICODE =
            Optional.of("the key has an unpaired surrogate or a noncharacter");
    private static final Optional<String> RESERVED =
            Optional.of("the first segment `.siltstone` is reserved for Siltstone itself");
    private static final Optional<String> INVISIBLE =
            Optional.of("the key has an invisible or direction-changing character, which is not portable");
    private static final Optional<String> WINDOWS_CHARACTER =
            Optional.of("the key has one of <>:\"|?*, which is not portable");
    private static final Optional<String> WINDOWS_DEVICE =
            Optional.of("a segment is a Windows device name, which is not portable");
    private static final Optional<String> TRAILING =
            Optional.of("a segment ends in a dot or a space, which is not portable");
    private static final Optional<String> NOT_NFC =
            Optional.of("the key is not in Unicode normal form NFC, which is not portable");

    private static final byte PLAIN = 0;
    private static final byte SLASH = 1;
    private static final byte REFUSED = 2;

    /** By ASCII character, which of these it is. */
    private static final byte[] RAW = ascii(false);

    private static final byte[] PORTABLE = ascii(true);

    private KeySyntax() {}

    private static byte[] ascii(boolean portable) {
        byte[] ascii = new byte[0x80];
        for (char c = 0; c < ascii.length; c++) {
            ascii[c] = asciiViolation(c, portable).isPresent() ? REFUSED : c == '/' ? SLASH : PLAIN;
        }
        return ascii;
    }

    /** Why the key is refused under the profile; empty when it is not. */
    static Optional<String> violation(String key, KeyProfile profile) {
        int length = key.length();
        if (length == 0) {
            return EMPTY;
        }
        if (length > MAX_KEY_BYTES) {
            return TOO_LONG;
        }
        boolean portable = profile == KeyProfile.PORTABLE;
        return isPlain(key, portable) ? VALID : firstViolation(key, portable);
    }

    /** Whether the key is ASCII and breaks no rule: nearly all are, and a table tells it in one pass. */
    private static boolean isPlain(String key, boolean portable) {
        byte[] kinds = portable ? PORTABLE : RAW;
        int length = key.length();
        int start = 0;
        for (int i = 0; i < length; i++) {
            char c = key.charAt(i);
            if (c >= kinds.length) {
                return false;
            }
            byte kind = kinds[c];
            if (kind != PLAIN) {
                if (kind != SLASH || !isPlainSegment(key, start, i, portable)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return isPlainSegment(key, start, length, portable) && !isReservedRoot(key);
    }

    private static boolean isPlainSegment(String key, int start, int end, boolean portable) {
        return segmentViolation(key, start, end, end - start, portable).isEmpty();
    }

    private static Optional<String> firstViolation(String key, boolean portable) {
        int length = key.length();
        boolean ascii = true;
        int bytes = 0;
        int segmentStart = 0;
        int segmentStartBytes = 0;
        int i = 0;
        while (i < length) {
            char c = key.charAt(i);
            if (c < 0x80) {
                if (c == '/') {
                    Optional<String> found =
                            segmentViolation(key, segmentStart, i, bytes - segmentStartBytes, portable);
                    if (found.isPresent()) {
                        return found;
                    }
                    segmentStart = i + 1;
                    segmentStartBytes = bytes + 1;
                } else {
                    Optional<String> found = asciiViolation(c, portable);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                bytes++;
                i++;
            } else {
                ascii = false;
                int codePoint = key.codePointAt(i);
                Optional<String> found = unicodeViolation(codePoint, portable);
                if (found.isPresent()) {
                    return found;
                }
                bytes += utf8Bytes(codePoint);
                i += Character.charCount(codePoint);
            }
        }
        if (bytes > MAX_KEY_BYTES) {
            return TOO_LONG;
        }
        Optional<String> found = segmentViolation(key, segmentStart, length, bytes - segmentStartBytes, portable);
        if (found.isPresent()) {
            return found;
        }
        if (isReservedRoot(key)) {
            return RESERVED;
        }
        return portable && !ascii && !Normalizer.isNormalized(key, Normalizer.Form.NFC) ? NOT_NFC : VALID;
    }

    private static Optional<String> asciiViolation(char c, boolean portable) {
        if (c < 0x20 || c == 0x7F) {
            return CONTROL;
        }
        if (c == '\\') {
            return BACKSLASH;
        }
        if (portable && (c == '<' || c == '>' || c == ':' || c == '"' || c == '|' || c == '?' || c == '*')) {
            return WINDOWS_CHARACTER;
        }
        return VALID;
    }

    private static Optional<String> unicodeViolation(int codePoint, boolean portable) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        if (surrogate || noncharacter) {
            return NOT_UNICODE;
        }
        if (!portable) {
            return VALID;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                INVISIBLE;
            default -> VALID;
        };
    }

    private static Optional<String> segmentViolation(String key, int start, int end, int bytes, boolean portable) {
        int length = end - start;
        if (length == 0) {
            return EMPTY_SEGMENT;
        }
        if (bytes > MAX_SEGMENT_BYTES) {
            return SEGMENT_TOO_LONG;
        }
        char last = key.charAt(end - 1);
        if (last == '.' && (length == 1 || (length == 2 && key.charAt(start) == '.'))) {
            return DOT_SEGMENT;
        }
        if (!portable) {
            return VALID;
        }
        if (last == '.' || last == ' ') {
            return TRAILING;
        }
        return WindowsDevices.isDevice(key, start, end) ? WINDOWS_DEVICE : VALID;
    }

    private static boolean isReservedRoot(String key) {
        int length = RESERVED_ROOT.length();
        return key.charAt(0) == '.'
                && key.regionMatches(true, 0, RESERVED_ROOT, 0, length)
                && (key.length() == length || key.charAt(length) == '/');
    }

    static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
