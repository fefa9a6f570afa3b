package io.siltstone.core.local;

import java.nio.file.Path;

/** How text and the bytes of file names meet in this Java machine. */
final class FileNames {

    /** Why a name is refused, as a file system's reason. */
    static final String NOT_HELD = "not in the file-name encoding";

    static final String REMEDY = "the file-name encoding of this Java machine cannot hold the name;"
            + " start it under a UTF-8 locale, for example with LC_ALL=C.UTF-8";

    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /**
     * Whether names are UTF-8 on disk. Under {@code LC_ALL=C} and other locales without UTF-8 the Java machine can hold
     * only some names, or writes other bytes.
     */
    static boolean areUtf8(Path any) {
        try {
            String written = any.getFileSystem().getPath("/é").toUri().getRawPath();
            // Windows keeps names as text, and its paths have a drive.
            return written.endsWith("%C3%A9") || written.endsWith("é");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    /** Whether the text names the entry, or is a picture of bytes that are no text. */
    static boolean isExact(Path directory, String name, Path entry) {
        return name.indexOf(REPLACEMENT) < 0 || directory.resolve(name).equals(entry);
    }
}
