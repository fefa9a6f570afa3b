package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for this machine that nobody has signed but itself, made once, and trust in it for a while. */
record LocalTls(Path keyStore, SSLContext context) {

    static final String PASSWORD = "of-a-test-and-no-secret";

    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

    /** The one of this JVM. */
    static LocalTls shared() {
        return Shared.TLS;
    }

    /** While this is open, clients that are made trust the certificate, as by the same properties of a command line. */
    static Trust trusted() {
        System.setProperty(TRUST, shared().keyStore().toString());
        System.setProperty(TRUST_PASSWORD, PASSWORD);
        return () -> {
            System.clearProperty(TRUST);
            System.clearProperty(TRUST_PASSWORD);
        };
    }

    interface Trust extends AutoCloseable {
        @Override
        void close();
    }

    private static LocalTls make() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = Files.createTempDirectory("siltstone-tls").resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "local",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        // Trust needs the certificate as an entry of its own.
        keys.setCertificateEntry("trusted", keys.getCertificate("local"));
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        return new LocalTls(file, context);
    }

    private static final class Shared {
        static final LocalTls TLS = start();

        private static LocalTls start() {
            try {
                return make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
