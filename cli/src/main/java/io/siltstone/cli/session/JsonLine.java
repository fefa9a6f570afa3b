package io.siltstone.cli.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code --json}: an object that begins with {@code "v":1} and its type. The names are an interface, documented in {@code
 * docs/cli.md}. Pure ASCII, so that no terminal and no locale can change or obey it. An absent value has no field.
 */
public final class JsonLine {

    /** The version of the names and their meaning. */
    public static final int VERSION = 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** @param type what the line is about, the same word in every command */
    public JsonLine(String type) {
        fields.put("v", VERSION);
        fields.put("type", type);
    }

    public JsonLine put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public JsonLine put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public JsonLine put(String name, double value) {
        fields.put(name, value);
        return this;
    }

    public JsonLine put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /** RFC 3339 in UTC. */
    public JsonLine put(String name, Instant value) {
        return put(name, value.toString());
    }

    public JsonLine put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    /** An object, its values null, Boolean, Number or anything else, which is text. */
    public JsonLine put(String name, Map<String, ? extends @Nullable Object> value) {
        fields.put(name, new LinkedHashMap<>(value));
        return this;
    }

    /** Text that is JSON already, on one line. */
    public JsonLine putJson(String name, String json) {
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
        return text(fields);
    }

    /** Any object on one line, as {@link #put(String, Map)} writes it. */
    public static String text(Map<String, ? extends @Nullable Object> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, object);
        } catch (IOException e) {
            throw new AssertionError("a string writer does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                generator.writeFieldName((String) field.getKey());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Raw raw) {
            generator.writeRawValue(raw.json());
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number && isJson(number)) {
            generator.writeNumber(plain(number));
        } else if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value.toString());
        }
    }

    /** JSON has no word for what is no number or infinite: it becomes text. */
    private static boolean isJson(Number number) {
        return Double.isFinite(number.doubleValue()) || number instanceof BigInteger || number instanceof BigDecimal;
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
