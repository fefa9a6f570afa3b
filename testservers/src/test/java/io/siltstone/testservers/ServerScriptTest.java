package io.siltstone.testservers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerScriptTest {

    private static final long SECONDS_TO_END = 30;

    @BeforeEach
    void serverCanBeHad() {
        AzuriteServer.shared();
    }

    @Test
    void closingEndsTheServer() throws IOException {
        ServerScript script = ServerScript.run("azurite.sh");
        URI endpoint = URI.create(script.fact("endpoint"));
        connect(endpoint);

        script.close();

        assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);
    }

    /** A killed JVM runs no hook. */
    @Test
    void theServerEndsWithAKilledProcess() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = child.inputReader(StandardCharsets.UTF_8);
        URI endpoint = URI.create(said.readLine());
        ProcessHandle script = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        connect(endpoint);

        child.destroyForcibly();

        script.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aScriptThatFailsSaysWhy() {
        assertThatThrownBy(() -> ServerScript.run("no-such.sh"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("servers/no-such.sh");
    }

    private static void connect(URI endpoint) throws IOException {
        new Socket(endpoint.getHost(), endpoint.getPort()).close();
    }

    /** A process with a server: prints where it is and which process watches, and stays. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            ServerScript script = ServerScript.run("azurite.sh");
            System.out.println(script.fact("endpoint"));
            System.out.println(script.handle().pid());
            script.handle().onExit().get();
        }
    }
}
