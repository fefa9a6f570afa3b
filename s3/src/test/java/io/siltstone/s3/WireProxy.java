package io.siltstone.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and the server on this machine: counts the requests on the wire, and makes the server's clock
 * look ahead. Bytes pass as they are, so that signatures hold.
 */
final class WireProxy implements AutoCloseable {

    private final ServerSocket server;
    private final URI target;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    WireProxy(URI target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The first lines of the requests so far, such as {@code PUT /bucket/key HTTP/1.1}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void forgetRequests() {
        requests.clear();
    }

    /** From now on the answers' {@code Date} is that much later than before. */
    void letPass(Duration duration) {
        ahead = ahead.plus(duration);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            open.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                Socket upstream = new Socket(target.getHost(), target.getPort())) {
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            InputStream fromServer = new BufferedInputStream(upstream.getInputStream());
            OutputStream toClient = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
            OutputStream toServer = new BufferedOutputStream(upstream.getOutputStream(), 1 << 16);
            for (String head = head(fromClient); !head.isEmpty(); head = head(fromClient)) {
                requests.add(head.lines().findFirst().orElseThrow());
                send(toServer, head);
                String answer = "";
                if (header(head, "expect").equals("100-continue")) {
                    answer = head(fromServer);
                    if (answer.startsWith("HTTP/1.1 100")) {
                        send(toClient, answer);
                        answer = "";
                    }
                }
                if (answer.isEmpty()) {
                    body(head, fromClient, toServer);
                    toServer.flush();
                    answer = head(fromServer);
                }
                answer(head, answer, fromServer, toClient);
                if (header(answer, "connection").equalsIgnoreCase("close")) {
                    return;
                }
            }
        }
    }

    private void answer(String request, String head, InputStream in, OutputStream out) throws IOException {
        send(out, shifted(head));
        boolean bodiless =
                request.startsWith("HEAD ") || head.startsWith("HTTP/1.1 204") || head.startsWith("HTTP/1.1 304");
        if (!bodiless) {
            body(head, in, out);
        }
        out.flush();
    }

    private String shifted(String head) {
        String date = header(head, "date");
        if (date.isEmpty() || ahead.isZero()) {
            return head;
        }
        ZonedDateTime later =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).plus(ahead);
        return head.replace(date, DateTimeFormatter.RFC_1123_DATE_TIME.format(later));
    }

    private static void send(OutputStream out, String head) throws IOException {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void body(String head, InputStream in, OutputStream out) throws IOException {
        if (header(head, "transfer-encoding").equalsIgnoreCase("chunked")) {
            String size;
            do {
                size = line(in);
                out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                copy(in, out, Long.parseLong(size.strip(), 16) + 2);
            } while (!size.strip().equals("0"));
            return;
        }
        String length = header(head, "content-length");
        copy(in, out, length.isEmpty() ? 0 : Long.parseLong(length));
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("cut");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append("\r\n");
        }
        return head.isEmpty() ? "" : head.append("\r\n").toString();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
