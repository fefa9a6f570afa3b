package io.siltstone.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON objects whose values are strings, booleans, whole numbers and such objects, as maps. Bounded in size and depth;
 * a name that stands twice is an error.
 */
final class ConfigJson {

    /** Far beyond any configuration, small enough to refuse before it costs memory. */
    static final int MAX_CHARS = 1 << 20;

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARS)
                    .build())
            .build();

    private ConfigJson() {}

    static Map<String, Object> read(String json) throws IOException {
        if (json.length() > MAX_CHARS) {
            throw new IOException("longer than " + MAX_CHARS + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("text follows the JSON object");
            }
            return object;
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            object.put(
                    name,
                    switch (token) {
                        case VALUE_STRING -> parser.getText();
                        case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                        case VALUE_NUMBER_INT -> wholeNumber(parser, name);
                        case START_OBJECT -> object(parser);
                        default ->
                            throw new IOException("field `" + name
                                    + "` is neither a string, a boolean, a whole number nor an object");
                    });
        }
        return object;
    }

    private static long wholeNumber(JsonParser parser, String name) throws IOException {
        try {
            return parser.getLongValue();
        } catch (IOException e) {
            throw new IOException("field `" + name + "` is not a whole number within its range", e);
        }
    }

    static String write(Map<String, Object> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, object);
        } catch (IOException e) {
            throw new AssertionError("a string writer does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Map<?, ?> object) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> field : object.entrySet()) {
            generator.writeFieldName((String) field.getKey());
            Object value = field.getValue();
            if (value instanceof Map<?, ?> nested) {
                write(generator, nested);
            } else if (value instanceof Boolean flag) {
                generator.writeBoolean(flag);
            } else if (value instanceof Long number) {
                generator.writeNumber(number);
            } else {
                generator.writeString((String) value);
            }
        }
        generator.writeEndObject();
    }
}
