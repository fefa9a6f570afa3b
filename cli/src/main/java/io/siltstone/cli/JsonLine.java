package io.siltstone.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of {@code --json}: an object that begins with {@code "v":1}. The names are an interface, documented in {@code
 * docs/cli.md}. Pure ASCII, so that no terminal and no locale can change or obey it. An absent value has no field.
 */
final class JsonLine {

    /** The version of the names and their meaning. */
    static final int VERSION = 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonLine() {
        fields.put("v", (long) VERSION);
    }

    JsonLine put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    JsonLine put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    JsonLine put(String name, double value) {
        fields.put(name, value);
        return this;
    }

    JsonLine put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /** RFC 3339 in UTC. */
    JsonLine put(String name, Instant value) {
        return put(name, value.toString());
    }

    JsonLine put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    /** An object of strings. */
    JsonLine put(String name, Map<String, String> value) {
        fields.put(name, new LinkedHashMap<>(value));
        return this;
    }

    /** An array of strings. */
    JsonLine put(String name, List<String> value) {
        fields.put(name, List.copyOf(value));
        return this;
    }

    /** Text that is JSON already, on one line. */
    JsonLine putJson(String name, String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        // Outside its strings JSON is ASCII, and inside them an escape means the same.
        json.chars().forEach(c -> ascii.append(c < 0x7F ? String.valueOf((char) c) : String.format("\\u%04X", c)));
        fields.put(name, new Raw(ascii.toString()));
        return this;
    }

    private record Raw(String json) {}

    /** The object without a line end. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, fields);
        } catch (IOException e) {
            throw new AssertionError("a string writer does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                generator.writeFieldName((String) field.getKey());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Raw raw) {
            generator.writeRawValue(raw.json());
        } else {
            generator.writeString((String) value);
        }
    }
}
