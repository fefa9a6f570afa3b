package io.siltstone.core.local;

import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Files of a few lines, whole. */
final class SmallFile {

    private SmallFile() {}

    /** The text of a file, at most so many bytes of it. */
    static String read(FileOps ops, Path file, int maxBytes) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(maxBytes);
        try (OpenFile open = ops.openForReading(file)) {
            int n = 0;
            while (n >= 0 && content.hasRemaining()) {
                n = open.read(content, content.position());
            }
        }
        return StandardCharsets.UTF_8.decode(content.flip()).toString();
    }

    /** Writes the text at a position of an open file and forces it. */
    static void write(OpenFile file, long position, String text) throws IOException {
        ByteBuffer content = StandardCharsets.UTF_8.encode(text);
        while (content.hasRemaining()) {
            file.write(content, position + content.position());
        }
        file.force();
    }
}
