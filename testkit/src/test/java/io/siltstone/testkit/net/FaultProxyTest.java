package io.siltstone.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers each byte with ten. */
class FaultProxyTest {

    private static final int SHORT_MILLIS = 200;

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        proxy = new FaultProxy(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), waits::add);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void withoutRulesChangesNothing() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "ab", 20)).isEqualTo("aaaaaaaaaabbbbbbbbbb");
        }
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void closesAfterTheBytesOfTheServer() throws IOException {
        proxy.next(LineRule.PLAIN.endingAfterServer(LineEnd.CLOSE, 7));
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().readAllBytes()).hasSize(7);
        }
    }

    @Test
    void resetsAfterTheBytesOfTheServer() throws IOException {
        proxy.next(LineRule.PLAIN.endingAfterServer(LineEnd.RESET, 7));
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
            assertThatThrownBy(() -> client.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void endsAfterTheBytesOfTheClient() throws IOException {
        proxy.next(LineRule.PLAIN.endingAfterClient(LineEnd.CLOSE, 0));
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void stallsWithTheConnectionOpen() throws IOException {
        proxy.next(LineRule.PLAIN.endingAfterServer(LineEnd.STALL, 7));
        try (Socket client = connect()) {
            assertThat(ask(client, "a", 7)).isEqualTo("aaaaaaa");
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void delaysEachRequestOnce() throws IOException {
        proxy.usually(LineRule.PLAIN.withDelay(Duration.ofMillis(20)));
        try (Socket client = connect()) {
            ask(client, "a", 10);
            ask(client, "b", 10);
        }
        assertThat(waits).containsExactly(Duration.ofMillis(20), Duration.ofMillis(20));
    }

    @Test
    void allConnectionsAreUsualOnceTheyAreSaidToBe() throws IOException {
        proxy.next(LineRule.PLAIN.endingAfterClient(LineEnd.CLOSE, 0));
        proxy.usually(LineRule.PLAIN);
        try (Socket client = connect()) {
            assertThat(ask(client, "a", 10)).isEqualTo("aaaaaaaaaa");
        }
    }

    @Test
    void waitsForEachByteOfANarrowLine() throws IOException {
        proxy.usually(LineRule.PLAIN.withBandwidth(1000));
        try (Socket client = connect()) {
            ask(client, "a", 10);
        }
        proxy.close();
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMillis(10), Duration.ofMillis(11));
    }

    @Test
    void closesIdleConnectionsAndTakesNewOnes() throws IOException {
        try (Socket client = connect()) {
            ask(client, "a", 10);
            proxy.closeConnections();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, "b", 10)).isEqualTo("bbbbbbbbbb");
        }
    }

    @Test
    void aServerThatIsNotThereIsAReset() throws IOException {
        server.close();
        assertThatThrownBy(() -> {
                    try (Socket client = connect()) {
                        client.getOutputStream().write('a');
                        client.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void closingEndsAllThreads() throws IOException {
        try (Socket client = connect()) {
            ask(client, "a", 10);
            proxy.close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().equals("fault-proxy-" + proxy.address().getPort()))
                .noneMatch(thread -> thread.getName().matches("fault-proxy-(up|down).*") && thread.isAlive());
    }

    private Socket connect() throws IOException {
        return new Socket(proxy.address().getAddress(), proxy.address().getPort());
    }

    private static String ask(Socket client, String text, int answerBytes) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return new String(client.getInputStream().readNBytes(answerBytes), StandardCharsets.US_ASCII);
    }

    private void serve() {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                byte[] ten = new byte[10];
                Arrays.fill(ten, (byte) b);
                socket.getOutputStream().write(ten);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
