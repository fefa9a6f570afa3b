package io.siltstone.testkit.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method in capitals
 * @param path decoded, with its first slash
 * @param query decoded; a name without a value has an empty one
 * @param headers by their names in small letters; of a name that came twice, the last
 * @param body all of it
 */
public record WireRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    /** The head of a request whose body has not been read. */
    static WireRequest head(String method, String target, Map<String, String> headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, String> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name, true), equals < 0 ? "" : decode(pair.substring(equals + 1), true));
            }
        }
        return new WireRequest(method, decode(path, false), query, headers, NOTHING);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public boolean has(String parameter) {
        return query.containsKey(parameter);
    }

    public WireRequest withBody(byte[] other) {
        return new WireRequest(method, path, query, headers, other);
    }

    public WireRequest withHeaders(Map<String, String> other) {
        return new WireRequest(method, path, query, other, body);
    }

    /** Percent signs decoded; in a path a plus is a plus. */
    public static String decode(String text, boolean plusIsSpace) {
        return URLDecoder.decode(plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
