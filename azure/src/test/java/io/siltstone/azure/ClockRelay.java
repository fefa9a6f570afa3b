package io.siltstone.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Passes bytes on to a server and back, and can make the server's clock run ahead: the Date of each answer is told later
 * than it is. Nothing else changes, not even a length.
 */
final class ClockRelay {

    private static final Pattern DATE = Pattern.compile("(?<=\r\n[Dd]ate: )[A-Za-z]{3}, [^\r]{20} GMT(?=\r\n)");

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ENGLISH)
            .withZone(ZoneId.of("GMT"));

    private final ServerSocket listener;
    private final URI target;
    private volatile Duration ahead = Duration.ZERO;

    private ClockRelay(ServerSocket listener, URI target) {
        this.listener = listener;
        this.target = target;
    }

    static ClockRelay before(URI target) throws IOException {
        ClockRelay relay = new ClockRelay(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
        relay.start(relay::accept);
        return relay;
    }

    /** The target as it is reached through here. */
    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort() + target.getPath();
    }

    /** Lets the server's clock run further ahead. */
    void letPass(Duration duration) {
        ahead = ahead.plus(duration);
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
                "clock-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(target.getHost(), target.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> pass(client, server, false));
            start(() -> pass(server, client, true));
        }
    }

    private void pass(Socket from, Socket to, boolean answers) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                boolean shift = answers && !ahead.isZero();
                out.write(shift ? shifted(buffer, n) : buffer, 0, n);
            }
        }
    }

    private byte[] shifted(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return DATE.matcher(text).replaceAll(this::later).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String later(MatchResult date) {
        return FORM.format(ZonedDateTime.parse(date.group(), FORM).plus(ahead));
    }
}
