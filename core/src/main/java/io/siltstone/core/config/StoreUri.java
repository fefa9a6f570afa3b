package io.siltstone.core.config;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a store: {@code scheme:[//authority]path[?name=value&…]}, or a plain path, which has no parameters.
 *
 * @param scheme lower case; empty for a plain path
 * @param authority what stands between {@code //} and the path, decoded; empty where there is none
 * @param path decoded; the whole text for a plain path
 * @param parameters decoded, in the order written
 */
public record StoreUri(String scheme, String authority, String path, Map<String, String> parameters) {

    // Two letters at least, so that a Windows drive is a path.
    private static final Pattern FORM =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)"
                    + "(?:\\?(?<query>[^#]*))?");

    /** An escape, a percent sign that is none, or the text up to the next one. */
    private static final Pattern PIECE = Pattern.compile("%(?<hex>[0-9A-Fa-f]{2}|)|[^%]+");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /**
     * Reads an address. Text that begins with no scheme is a plain path as it stands.
     *
     * @throws ConfigurationException if it has user information, a fragment, a parameter twice or a broken escape
     */
    public static StoreUri parse(String text) throws ConfigurationException {
        if (text.isEmpty()) {
            throw refused("the address of the store is empty");
        }
        if (!SCHEME.matcher(text).matches()) {
            return new StoreUri("", "", text, Map.of());
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw refused("a fragment (`#`) has no meaning in the address of a store; write it as %23 in a path");
        }
        String authority = decoded(orEmpty(matcher.group("authority")));
        if (authority.contains("@")
                && authority.substring(0, authority.lastIndexOf('@')).contains(":")) {
            throw refused("the address of a store must not hold a secret; remove `user:password@`");
        }
        return new StoreUri(
                matcher.group("scheme").toLowerCase(Locale.ROOT),
                authority,
                decoded(orEmpty(matcher.group("path"))),
                parameters(orEmpty(matcher.group("query"))));
    }

    /** The same without parameters. */
    public StoreUri bare() {
        return new StoreUri(scheme, authority, path, Map.of());
    }

    /** The same with these parameters alone; a plain path becomes a {@code file:} address where there are any. */
    public StoreUri withParameters(Map<String, String> others) {
        String named = scheme.isEmpty() && !others.isEmpty() ? "file" : scheme;
        return new StoreUri(named, authority, path, others);
    }

    /** The text that {@link #parse} reads as this address. */
    public String text() {
        if (scheme.isEmpty()) {
            return path;
        }
        StringBuilder text = new StringBuilder(scheme).append(':');
        if (!authority.isEmpty()) {
            text.append("//").append(encoded(authority, "@:[]"));
        }
        text.append(encoded(path, "/@:"));
        String separator = "?";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey(), ""))
                    .append('=')
                    .append(encoded(parameter.getValue(), "/:@"));
            separator = "&";
        }
        return text.toString();
    }

    /** Everything escaped but what RFC 3986 calls unreserved, and some more. */
    private static String encoded(String text, String more) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0
                    || more.indexOf(c) >= 0;
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    private static Map<String, String> parameters(String query) throws ConfigurationException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw refused("a parameter is written `name=value`");
            }
            String name = decoded(pair.substring(0, equals));
            if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw refused("parameter `" + name + "` is given twice");
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws ConfigurationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            String hex = pieces.group("hex");
            if (hex == null) {
                bytes.writeBytes(pieces.group().getBytes(StandardCharsets.UTF_8));
            } else if (hex.isEmpty()) {
                throw refused("a `%` is not followed by two hexadecimal digits; a literal one is %25");
            } else {
                bytes.write(HexFormat.fromHexDigits(hex));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("the bytes escaped by `%` are not UTF-8");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, "store"), reason);
    }
}
