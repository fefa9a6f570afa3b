package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys from a stream, one after the other, so that a list may be of any length. In UTF-8, each ended by one byte. */
final class KeyList {

    /** No key is longer; what is longer is cut here and refused as a key. */
    private static final int MAX_BYTES = 4096;

    private final InputStream stream;
    private final int end;
    private long count;

    private KeyList(InputStream stream, int end) {
        this.stream = new BufferedInputStream(stream);
        this.end = end;
    }

    /** A key on each line. */
    static KeyList lines(InputStream stream) {
        return new KeyList(stream, '\n');
    }

    /** A NUL after each key, as {@code ls --null} prints them. */
    static KeyList nulls(InputStream stream) {
        return new KeyList(stream, 0);
    }

    /**
     * The next key that is not empty; empty after the last.
     *
     * @throws CliException if it is not UTF-8
     */
    Optional<String> next() throws IOException, CliException {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        int b = stream.read();
        while (b >= 0 && (b != end || key.size() == 0)) {
            if (b != end && key.size() < MAX_BYTES) {
                key.write(b);
            }
            b = stream.read();
        }
        count++;
        return key.size() == 0 ? Optional.empty() : Optional.of(decoded(key.toByteArray()));
    }

    private String decoded(byte[] bytes) throws CliException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CliException.usage("key " + count + " of the list is not UTF-8")
                    .causedBy(e);
        }
    }
}
