package io.siltstone.core;

/**
 * The names that Windows gives to devices in every directory, whatever their case or extension. Source: Microsoft,
 * "Naming Files, Paths, and Namespaces".
 */
final class WindowsDevices {

    private static final String[] NAMES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
    private static final String PORT_DIGITS = "0123456789¹²³";

    private WindowsDevices() {}

    /** Whether the segment {@code [start, end)} names a device: the part before the first dot decides. */
    static boolean isDevice(String key, int start, int end) {
        if (start == end || !isFirstLetter(key.charAt(start))) {
            return false;
        }
        int nameEnd = start;
        while (nameEnd < end && key.charAt(nameEnd) != '.') {
            nameEnd++;
        }
        while (nameEnd > start && key.charAt(nameEnd - 1) == ' ') {
            nameEnd--;
        }
        int length = nameEnd - start;
        if (length < 3 || length > 7) {
            return false;
        }
        if (length == 4
                && PORT_DIGITS.indexOf(key.charAt(start + 3)) >= 0
                && (key.regionMatches(true, start, "COM", 0, 3) || key.regionMatches(true, start, "LPT", 0, 3))) {
            return true;
        }
        for (String name : NAMES) {
            if (length == name.length() && key.regionMatches(true, start, name, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name begins so: asked of every segment of every key. */
    private static boolean isFirstLetter(char c) {
        return switch (c) {
            case 'A', 'C', 'L', 'N', 'P', 'a', 'c', 'l', 'n', 'p' -> true;
            default -> false;
        };
    }
}
