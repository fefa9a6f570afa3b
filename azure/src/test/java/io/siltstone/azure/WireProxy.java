package io.siltstone.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands between a backend and its server: writes down each request, and answers some of them itself. Metadata does not
 * get through: the JDK's server writes the names of headers in a way that Azurite and the SDK do not know.
 */
final class WireProxy implements AutoCloseable {

    /** What concerns one connection and not the message. */
    private static final Set<String> OF_A_HOP =
            Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect", "upgrade");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<Answer>> script = request -> Optional.empty();

    private WireProxy(URI target, HttpServer server) {
        this.target = target;
        this.server = server;
    }

    /** An answer that the server did not give. */
    record Answer(int status, List<String> header, String body) {}

    static WireProxy before(URI target) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WireProxy proxy = new WireProxy(target, server);
        server.createContext("/", proxy::pass);
        server.setExecutor(proxy.threads);
        server.start();
        return proxy;
    }

    /** The target as it is reached through here. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target.getPath());
    }

    /** The requests so far: method, path and query, as they came. */
    List<String> requests() {
        return requests;
    }

    /** Answers a request, told as {@link #requests} has it, instead of the server. */
    void answer(Function<String, Optional<Answer>> other) {
        script = other;
    }

    private void pass(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Answer> scripted = script.apply(request);
        if (scripted.isPresent()) {
            byte[] text = scripted.get().body().getBytes(StandardCharsets.UTF_8);
            List<String> header = scripted.get().header();
            for (int i = 0; i < header.size(); i += 2) {
                exchange.getResponseHeaders().set(header.get(i), header.get(i + 1));
            }
            exchange.sendResponseHeaders(scripted.get().status(), text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
            exchange.close();
            return;
        }
        forward(exchange, body);
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + target.getAuthority() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_A_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        response.headers().map().forEach((name, values) -> {
            if (!OF_A_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        try (InputStream in = response.body()) {
            byte[] content = in.readAllBytes();
            exchange.sendResponseHeaders(response.statusCode(), head || content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
