package io.siltstone.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks where requests, and with them signatures, would go. Messages repeat nothing of an address that is refused. */
final class S3Endpoint {

    /**
     * 169.254.0.0/16 of RFC 3927, fe80::/10 of RFC 4291, the IPv6 address of EC2's metadata service; and the spellings that
     * would hide them: IPv4 mapped into IPv6, and an IPv4 address as one number.
     */
    private static final Pattern LINK_LOCAL =
            Pattern.compile("169\\.254\\..*|\\[fe[89ab][0-9a-f]:.*|\\[fd00:ec2:.*|\\[.*:ffff:.*|0x.*|\\d+");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]|\\[(?:0{1,4}:){7}0{0,3}1]");

    private S3Endpoint() {}

    /**
     * The endpoint as an address.
     *
     * @param useSsl says what an endpoint without scheme means
     * @throws IllegalArgumentException if it is none, or must not be used
     */
    static URI parse(String text, boolean useSsl, boolean allowPlaintext) {
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : (useSsl ? "https://" : "http://") + text);
        } catch (URISyntaxException e) {
            throw refused("is no address: " + e.getReason());
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("must begin with https:// or http://");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getRawQuery() != null) {
            throw refused("must have no user information, parameters or fragment");
        }
        String path = uri.getRawPath();
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("must name a host, and a port of 1 to 65535 if any");
        }
        if (!path.isEmpty() && !path.equals("/")) {
            throw refused("must have no path");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (LINK_LOCAL.matcher(host).matches()) {
            throw refused("is a link-local address, or hides one");
        }
        if (scheme.equals("http") && !allowPlaintext && !LOOPBACK.matcher(host).matches()) {
            throw refused("is http:// to another machine, which needs allowPlaintext");
        }
        return uri;
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("endpoint " + reason);
    }
}
