package io.siltstone.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives tokens as Microsoft Entra does over TLS, and as a machine's own service does over plain HTTP. */
final class TokenServer implements AutoCloseable {

    /** What every token here holds. */
    static final String CANARY = "canary-in-a-token";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final InstantSource clock = InstantSource.system();
    private volatile Duration life = Duration.ofHours(1);
    private volatile String audience = "https://storage.azure.com";
    private volatile int refusal;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private TokenServer(HttpServer server) {
        this.server = server;
    }

    /** Microsoft Entra. */
    static TokenServer entra() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(LocalTls.shared().context()));
        return new TokenServer(server).start();
    }

    /** The service of a machine for its own identity. */
    static TokenServer machine() throws IOException {
        return new TokenServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0))
                .start();
    }

    private TokenServer start() {
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        return this;
    }

    String endpoint() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    /** Each request: method, address, the header {@code Metadata}, and the decoded body. */
    List<String> requests() {
        return requests;
    }

    /** How long tokens are good for from now on. */
    void life(Duration other) {
        life = other;
    }

    /** For whom tokens are from now on. */
    void audience(String other) {
        audience = other;
    }

    /** Refuses with the status from now on; 0 to give tokens again. */
    void refuse(int status) {
        refusal = status;
    }

    /** Answers nothing until the latch is counted down. */
    void hold(CountDownLatch latch) {
        gate = latch;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String metadata = exchange.getRequestHeaders().getFirst("Metadata");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + metadata + " "
                + URLDecoder.decode(body, StandardCharsets.UTF_8));
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        long now = clock.instant().getEpochSecond();
        String text = refusal > 0
                ? "{\"error\":\"invalid_client\",\"error_description\":\"" + CANARY + "\"}"
                : "{\"token_type\":\"Bearer\",\"resource\":\"" + audience + "\",\"expires_in\":\"" + life.toSeconds()
                        + "\",\"expires_on\":\"" + (now + life.toSeconds()) + "\",\"access_token\":\"" + token(now)
                        + "\"}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(refusal > 0 ? refusal : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String token(long now) {
        String claims = "{\"aud\":\"" + audience + "\",\"iss\":\"https://sts.windows.net/tenant/\",\"iat\":"
                + (now - 60)
                + ",\"nbf\":" + (now - 60) + ",\"exp\":" + (now + life.toSeconds()) + ",\"number\":" + requests.size()
                + "}";
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims) + "." + part(CANARY);
    }

    /** What a part of a token looks like that holds the text. */
    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
