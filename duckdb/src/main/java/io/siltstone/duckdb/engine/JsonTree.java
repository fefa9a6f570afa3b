package io.siltstone.duckdb.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One value of a JSON document that DuckDB wrote. Asking a value for what it does not hold gives nothing, never an error. */
public final class JsonTree {

    /** Deeper than DuckDB's own limit of 1000 nested expressions, each of which is a few levels of JSON. */
    private static final int MAX_DEPTH = 8_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonTree NOTHING = new JsonTree("");

    private final Object value;

    private JsonTree(Object value) {
        this.value = value;
    }

    /**
     * The document's value.
     *
     * @throws IOException if the text is not JSON
     */
    public static JsonTree parse(String json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static JsonTree value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonTree> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return new JsonTree(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonTree> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return new JsonTree(elements);
        }
        String text = parser.getText();
        return text == null || token == JsonToken.VALUE_NULL ? NOTHING : new JsonTree(text);
    }

    /** The field of this object; an empty text where there is none. */
    public JsonTree get(String field) {
        return value instanceof Map<?, ?> fields && fields.get(field) instanceof JsonTree found ? found : NOTHING;
    }

    /** The element of this array; an empty text where there is none. */
    public JsonTree get(long index) {
        return index >= 0 && index < elements().size() ? elements().get((int) index) : NOTHING;
    }

    /** This text, number or truth value as text; empty for anything else. */
    public String text() {
        return value instanceof String text ? text : "";
    }

    public boolean isTrue() {
        return text().equals("true");
    }

    /** This whole number, where it is one that fits. */
    public OptionalLong number() {
        try {
            return OptionalLong.of(Long.parseLong(text()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** This array's elements; none for anything else. */
    @SuppressWarnings("unchecked")
    public List<JsonTree> elements() {
        return value instanceof List<?> list ? (List<JsonTree>) list : List.of();
    }

    /** This array's elements as texts. */
    public List<String> texts() {
        return elements().stream().map(JsonTree::text).toList();
    }

    /** The values that this array or object holds; none for anything else. */
    public List<JsonTree> children() {
        if (value instanceof Map<?, ?> fields) {
            return fields.values().stream().map(JsonTree.class::cast).toList();
        }
        return elements();
    }

    /** The names of this object's fields; none for anything else. */
    public boolean has(String field) {
        return value instanceof Map<?, ?> fields && fields.containsKey(field);
    }

    /** This text, where it is not empty. */
    public Optional<String> nonEmpty() {
        return text().isEmpty() ? Optional.empty() : Optional.of(text());
    }
}
