package io.siltstone.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that answers as a test tells it to: every lie that a real server does not tell. */
final class FakeStore implements AutoCloseable {

    static final String EMPTY_LISTING = listing("<IsTruncated>false</IsTruncated>");

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    private volatile Script script = (method, query) -> Answer.xml(200, EMPTY_LISTING);

    /** What to answer. */
    interface Script {
        Answer answer(String method, String query);
    }

    /** An answer; a promised length may differ from the body's. */
    record Answer(int status, Map<String, String> headers, String body, int promised) {

        static Answer xml(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/xml"), body, body.length());
        }

        static Answer error(int status, String code) {
            return xml(status, "<Error><Code>" + code + "</Code><Message>told so</Message></Error>");
        }

        static Answer object(Map<String, String> headers, String body, int promised) {
            Map<String, String> all = new HashMap<>(headers);
            all.putIfAbsent("Last-Modified", "Sun, 22 Nov 2026 20:00:00 GMT");
            all.putIfAbsent("ETag", "\"e1\"");
            return new Answer(200, all, body, promised);
        }

        Answer withStatus(int other) {
            return new Answer(other, headers, body, promised);
        }
    }

    FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    static String listing(String inner) {
        return "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name>" + inner
                + "</ListBucketResult>";
    }

    static String contents(String key, long size) {
        return "<Contents><Key>" + key + "</Key><Size>" + size
                + "</Size><LastModified>2026-11-22T20:00:00.000Z</LastModified><ETag>\"e1\"</ETag></Contents>";
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The store, opened while it still tells the truth. */
    Backend open(Map<String, String> settings) throws StorageException {
        return open(settings, S3Credentials.of("key", Secret.of("secret")));
    }

    Backend open(Map<String, String> settings, S3Credentials credentials) throws StorageException {
        return open(settings, S3Secrets.of(credentials));
    }

    Backend open(Map<String, String> settings, S3Secrets secrets) throws StorageException {
        Map<String, String> all =
                new HashMap<>(Map.of("endpoint", endpoint().toString(), "pathStyle", "true", "idleTimeout", "PT2S"));
        all.putAll(settings);
        return S3Backend.open(S3Config.of("bucket", all), secrets, StoreRuntime.system());
    }

    void script(Script other) {
        script = other;
        requests.clear();
        headers.clear();
    }

    /** The headers of each request, their names in lower case. */
    List<Map<String, String>> headers() {
        return List.copyOf(headers);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Map<String, String> sent = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> sent.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            headers.add(sent);
            Answer answer = script.answer(exchange.getRequestMethod(), query);
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", "" + answer.promised());
            }
            exchange.sendResponseHeaders(answer.status(), head || answer.promised() == 0 ? -1 : answer.promised());
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
