package io.siltstone.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a storage service listens: {@code https://account.blob.core.windows.net}, or {@code
 * http://127.0.0.1:10000/account} where the account is a part of the path.
 *
 * @param url without a trailing slash
 * @param host lower case
 * @param encrypted whether it is reached by TLS
 */
record AzureBlobEndpoint(String url, String host, boolean encrypted) {

    /**
     * Reads an endpoint.
     *
     * @throws IllegalArgumentException if it is none, or holds more than scheme, host, port and path
     */
    static AzureBlobEndpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // What is wrong may be what is secret; the text is not repeated, and neither is the error that holds it.
            throw new IllegalArgumentException("endpoint is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("endpoint must begin with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("endpoint has no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("endpoint must have no user, query or fragment: it holds no secret");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("169.254.") || host.startsWith("[fe80:") || host.startsWith("[fd00:ec2:")) {
            throw new IllegalArgumentException("endpoint is a link-local address, where no storage is");
        }
        String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return new AzureBlobEndpoint(url, host, scheme.equals("https"));
    }

    /** The public cloud's endpoint of an account. */
    static AzureBlobEndpoint ofAccount(String account) {
        return parse("https://" + account + ".blob.core.windows.net");
    }

    /** Whether nothing that is sent there leaves this machine, or leaves it readable. */
    boolean isPrivate() {
        return encrypted || host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** The account, where it can be told: the last segment of the path, or else the first label of a host name. */
    String account() {
        String path = URI.create(url).getPath();
        String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        boolean named = last.isEmpty() && host.contains(".") && !host.matches("[0-9.]+");
        return named ? host.substring(0, host.indexOf('.')) : last;
    }
}
