package io.siltstone.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests, and anything else that is made of lines and chunks; refuses what is too long. */
public final class WireReader {

    /** Of a head; more than the SDKs send. */
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** Of a body, all of which is kept. */
    private static final int MAX_BODY_BYTES = 256 * 1024 * 1024;

    private final InputStream in;

    public WireReader(InputStream in) {
        this.in = in;
    }

    /** The next request without its body; empty when the client has ended the connection. */
    public Optional<WireRequest> readHead() throws IOException {
        Optional<String> first = readLine(MAX_HEAD_BYTES);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ");
        if (words.length != 3) {
            throw new IOException("not a request: " + first.get());
        }
        return Optional.of(WireRequest.head(words[0], words[1], readFields()));
    }

    /** Lines of {@code name: value} up to an empty one, as after a head and after chunks. */
    public Map<String, String> readFields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        int left = MAX_HEAD_BYTES;
        for (String line = requireLine(left); !line.isEmpty(); line = requireLine(left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: " + line);
            }
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    /** The body that the head announces. */
    byte[] readBody(WireRequest head) throws IOException {
        if (head.header("transfer-encoding").filter("chunked"::equals).isPresent()) {
            byte[] body = readChunks();
            readFields();
            return body;
        }
        long length = Long.parseLong(head.header("content-length").orElse("0"));
        return readExactly(length);
    }

    /** Chunks, each after a line with its length in hexadecimal and perhaps a signature, up to the empty one. */
    public byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = requireLine(MAX_HEAD_BYTES);
            int length = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
            if (length == 0) {
                return body.toByteArray();
            }
            body.writeBytes(readExactly(length));
            if (body.size() > MAX_BODY_BYTES || !requireLine(2).isEmpty()) {
                throw new IOException("chunks are too long, or do not end where they say");
            }
        }
    }

    private byte[] readExactly(long length) throws IOException {
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new IOException("got " + body.length + " of " + length + " bytes");
        }
        return body;
    }

    private String requireLine(int maxBytes) throws IOException {
        return readLine(maxBytes).orElseThrow(() -> new IOException("ended within a head"));
    }

    private Optional<String> readLine(int maxBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() > maxBytes) {
                throw new IOException("a line of more than " + maxBytes + " bytes");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
