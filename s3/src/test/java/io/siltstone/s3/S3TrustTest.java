package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that nobody vouches for are refused; there is a file to vouch for one's own, and no switch to trust all. */
final class S3TrustTest {

    @TempDir
    Path folder;

    @Test
    void onlyACertificateThatIsTrustedAndForThisHostIsTaken() throws Exception {
        KeyStore ours = certificate("ours", "san=ip:127.0.0.1");
        KeyStore elsewhere = certificate("elsewhere", "san=dns:other.example");

        refused(ours, Map.of());
        open(ours, Map.of("caBundle", bundle("ours", ours)));
        refused(elsewhere, Map.of("caBundle", bundle("elsewhere", elsewhere)));
        refused(ours, Map.of("caBundle", bundle("elsewhere", elsewhere)));
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByName() throws Exception {
        Path nothing = Files.createFile(folder.resolve("nothing.pem"));
        for (String bundle :
                new String[] {nothing.toString(), folder.resolve("absent.pem").toString()}) {
            S3Config config = S3Config.of("bucket", Map.of("caBundle", bundle));
            assertThatThrownBy(() -> S3Backend.open(config, S3Secrets.NONE, StoreRuntime.system()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("caBundle");
        }
    }

    private void refused(KeyStore served, Map<String, String> settings) {
        assertThatThrownBy(() -> open(served, settings)).isInstanceOf(ConfigurationException.class);
    }

    private static void open(KeyStore served, Map<String, String> settings) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(served, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = FakeStore.EMPTY_LISTING.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Map<String, String> all = new HashMap<>(settings);
        all.put("endpoint", "https://127.0.0.1:" + server.getAddress().getPort());
        all.put("pathStyle", "true");
        try {
            S3Secrets secrets = S3Secrets.of(S3Credentials.of("key", Secret.of("secret")));
            S3Backend.open(S3Config.of("bucket", all), secrets, StoreRuntime.system())
                    .close();
        } finally {
            server.stop(0);
        }
    }

    /** A key and a certificate that it signed itself, by the JDK's own tool. */
    private KeyStore certificate(String name, String extension) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                extension,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private String bundle(String name, KeyStore store) throws Exception {
        String base64 = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate(name).getEncoded());
        Path file = folder.resolve(name + ".pem");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        return file.toString();
    }
}
