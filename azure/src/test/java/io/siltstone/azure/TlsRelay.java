package io.siltstone.azure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLS before a server that has none; what clients send on each connection is kept. Nothing else changes. */
final class TlsRelay implements AutoCloseable {

    private static final Pattern HEAD =
            Pattern.compile("(?:GET|HEAD|PUT|POST|DELETE) /[^\r\n]* HTTP/1\\.1\r\n(?:[^\r\n]+\r\n)*\r\n");

    private final ServerSocket listener;
    private final URI target;
    private final List<ByteArrayOutputStream> heard = new CopyOnWriteArrayList<>();

    private TlsRelay(ServerSocket listener, URI target) {
        this.listener = listener;
        this.target = target;
    }

    static TlsRelay before(URI target) throws IOException {
        ServerSocket listener = LocalTls.shared()
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        TlsRelay relay = new TlsRelay(listener, target);
        relay.start(relay::accept);
        return relay;
    }

    /** The target as it is reached through here. */
    String endpoint() {
        return "https://127.0.0.1:" + listener.getLocalPort() + target.getPath();
    }

    /** The first line and the headers of each request so far, names in lower case. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (ByteArrayOutputStream connection : heard) {
            Matcher matcher = HEAD.matcher(connection.toString(StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                requests.add(lowerNames(matcher.group()));
            }
        }
        return requests;
    }

    private static String lowerNames(String head) {
        return Pattern.compile("(?m)^[A-Za-z0-9-]+:")
                .matcher(head)
                .replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void start(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException over) {
                        // One side has closed; the other follows.
                    }
                },
                "tls-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(target.getHost(), target.getPort());
            server.setTcpNoDelay(true);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            heard.add(sent);
            start(() -> pass(client, server, sent));
            start(() -> pass(server, client, OutputStream.nullOutputStream()));
        }
    }

    private static void pass(Socket from, Socket to, OutputStream copy) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                copy.write(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
