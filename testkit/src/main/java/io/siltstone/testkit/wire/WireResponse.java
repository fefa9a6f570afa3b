package io.siltstone.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer before it is sent. The writer adds the length, and leaves the body out where the request was a HEAD.
 *
 * @param status the code
 * @param headers by name, in their order
 * @param body all of it
 */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public WireResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static WireResponse of(int status) {
        return new WireResponse(status, Map.of(), NOTHING);
    }

    public static WireResponse xml(int status, String text) {
        return of(status).with("Content-Type", "application/xml").withBody(text);
    }

    public WireResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireResponse(status, more, body);
    }

    public WireResponse withBody(byte[] other) {
        return new WireResponse(status, headers, other);
    }

    public WireResponse withBody(String text) {
        return withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    public WireResponse withStatus(int other) {
        return new WireResponse(other, headers, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
