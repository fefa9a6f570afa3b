package io.siltstone.core.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.SourceFingerprint;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code .meta} file of a transfer says: a line of JSON for what is moved where, then one for each checkpoint.
 * A line that a crash cut ends what is read.
 *
 * @param key where the transfer will publish
 * @param source what it moves
 * @param checkpoints rising; a later line for the same or an earlier offset took the place of those before it
 * @param sizeBytes where the next line goes: after the last whole one
 */
record TransferJournal(ObjectKey key, SourceFingerprint source, List<Checkpoint> checkpoints, long sizeBytes) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Enough for a transfer of some 10 TiB. */
    private static final int MAX_BYTES = 16 << 20;

    /** The hash of all bytes before an offset, which are forced to disk. */
    record Checkpoint(long offset, Sha256 sha256) {

        Checkpoint {
            if (offset < 0) {
                throw new IllegalArgumentException("offset is negative: " + offset);
            }
        }

        /** The line for it. */
        String line() throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(text)) {
                json.writeStartObject();
                json.writeNumberField("offset", offset);
                json.writeStringField("sha256", sha256.hex());
                json.writeEndObject();
            }
            return text + "\n";
        }
    }

    /** The first line. */
    static String header(ObjectKey key, SourceFingerprint source) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("key", key.value());
            json.writeNumberField("sizeBytes", source.sizeBytes());
            json.writeStringField("version", source.version());
            json.writeEndObject();
        }
        return text + "\n";
    }

    /** The journal in a file; empty where there is none whose first line is whole. */
    static Optional<TransferJournal> read(FileOps ops, Path file) throws IOException {
        Optional<FileFacts> facts = ops.facts(file).filter(found -> found.kind() == FileKind.REGULAR);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        try {
            int size = (int) Math.min(facts.get().sizeBytes(), MAX_BYTES);
            return parse(SmallFile.read(ops, file, size));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<TransferJournal> parse(String text) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        TransferJournal header;
        try {
            Map<String, String> fields = fields(text.substring(0, end));
            SourceFingerprint source = new SourceFingerprint(number(fields, "sizeBytes"), text(fields, "version"));
            header = new TransferJournal(ObjectKey.of(text(fields, "key")), source, List.of(), 0);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        List<Checkpoint> checkpoints = new ArrayList<>();
        int start = checkpoints(text, end + 1, checkpoints);
        long sizeBytes = text.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
        return Optional.of(new TransferJournal(header.key, header.source, checkpoints, sizeBytes));
    }

    /** Reads whole lines from a place on; where the first one that is none of ours begins. */
    private static int checkpoints(String text, int from, List<Checkpoint> checkpoints) {
        int start = from;
        for (int end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
            try {
                Map<String, String> fields = fields(text.substring(start, end));
                Checkpoint next = new Checkpoint(number(fields, "offset"), new Sha256(text(fields, "sha256")));
                checkpoints.removeIf(earlier -> earlier.offset() >= next.offset());
                checkpoints.add(next);
            } catch (IOException | IllegalArgumentException e) {
                return start;
            }
            start = end + 1;
        }
        return start;
    }

    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        }
        return fields;
    }

    private static String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(text(fields, name));
    }
}
