package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.siltstone.core.Backends;
import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Environment;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.testservers.AzuriteServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fourth authentication: against an Azurite with TLS, which takes tokens and does not check who signed them. */
final class AzureBlobIdentityTest {

    private static final int BLOCK = 64 << 10;
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private static AzuriteServer azurite;
    private static LocalTls.Trust trust;

    private final Map<String, String> variables = new HashMap<>();
    private TokenServer entra;

    @BeforeAll
    static void startAzurite() {
        azurite = AzuriteServer.secured(LocalTls.shared().keyStore(), LocalTls.PASSWORD);
        trust = LocalTls.trusted();
    }

    @AfterAll
    static void trustNobody() {
        trust.close();
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        entra = TokenServer.entra();
        variables.put("AZURE_CLIENT_ID", "client");
        variables.put("AZURE_TENANT_ID", "tenant");
        variables.put("AZURE_AUTHORITY_HOST", entra.endpoint());
        variables.put(
                "AZURE_FEDERATED_TOKEN_FILE",
                Files.writeString(folder.resolve("federated"), "canary-assertion")
                        .toString());
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void everyOperationWorksWithATokenAlone() throws Exception {
        byte[] content = new byte[3 * BLOCK + 1];
        new Random(1).nextBytes(content);
        try (Storage storage = open(config())) {
            storage.write("small", "hello".getBytes(StandardCharsets.UTF_8));
            storage.write("a b+%2F#é😀", content);
            assertThat(storage.read("small")).asString().isEqualTo("hello");
            assertThat(storage.read("a b+%2F#é😀")).isEqualTo(content);
            assertThat(storage.read("small", ByteRange.of(1, 3))).asString().isEqualTo("ell");
            assertThat(storage.stat("small")).isPresent();
            assertThatThrownBy(() -> storage.write("small", Source.bytes(content), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(AlreadyExistsException.class);
            storage.copy("a b+%2F#é😀", "copy", CopyOptions.DEFAULT);
            assertThat(storage.read("copy")).isEqualTo(content);
            try (Transfer transfer = storage.backend()
                    .openTransfer(
                            ObjectKey.of("resumed"),
                            new SourceFingerprint(content.length, "1"),
                            WriteOptions.DEFAULT)) {
                transfer.append(0, Source.bytes(content));
                transfer.commit(content.length, Sha256.of(content));
            }
            assertThat(storage.read("resumed")).isEqualTo(content);
            assertThat(storage.deleteBatch(List.of("small", "copy", "resumed", "absent")))
                    .allMatch(DeleteResult::isDeleted);
            assertThat(storage.exists("small")).isFalse();
        }
        assertThat(entra.requests()).as("one token for all of it").hasSize(1);
    }

    @Test
    void aTokenThatTheServiceDoesNotTakeIsATypedErrorWithoutIt() {
        entra.audience("https://vault.azure.net");
        refused();
        entra.audience("https://storage.azure.com");
        entra.life(Duration.ofSeconds(-30));
        refused();
        entra.refuse(401);
        refused();
    }

    private void refused() {
        assertThatThrownBy(() -> open(config()))
                .isInstanceOf(UnauthenticatedException.class)
                .satisfies(e -> {
                    for (Throwable each = e; each != null; each = each.getCause()) {
                        assertThat(each.toString())
                                .doesNotContain("canary")
                                .doesNotContain(TokenServer.part(TokenServer.CANARY))
                                .doesNotContain("Bearer ey");
                    }
                });
    }

    /** What the SDK does by itself: it asks for a token of the audience that the answer names, and sends it there. */
    @Test
    void anEndpointCannotAskForATokenOfAnotherAudience() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpsServer hostile = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hostile.setHttpsConfigurator(new HttpsConfigurator(LocalTls.shared().context()));
        hostile.createContext("/", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer authorization_uri=" + entra.endpoint()
                                    + "/tenant/oauth2/authorize resource_id=https://management.azure.com");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        hostile.start();
        try {
            String endpoint = "https://127.0.0.1:" + hostile.getAddress().getPort() + "/account";
            assertThatThrownBy(() -> open(AzureBlobConfig.of("container").withAccount("account", endpoint)))
                    .isInstanceOf(UnauthenticatedException.class);
        } finally {
            hostile.stop(0);
        }
        assertThat(tokens).hasSize(1);
        assertThat(entra.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).contains("scope=https://storage.azure.com/.default"));
    }

    @Test
    void plainTextNeverCarriesAToken() {
        variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", "http://127.0.0.1:1/account");
        assertThatThrownBy(() -> open(AzureBlobConfig.of("container"))).isInstanceOf(ConfigurationException.class);
        assertThat(entra.requests()).isEmpty();
    }

    /** In a process of its own: where a machine's tokens come from the library reads of the environment itself. */
    @Test
    void aMachineHasAnIdentityOfItsOwn() throws Exception {
        AzureBlobConfig config = config();
        try (Storage storage = open(config);
                TokenServer machine = TokenServer.machine()) {
            storage.write("db/a", "hello".getBytes(StandardCharsets.UTF_8));
            String said = child(storage.configJson(), machine.endpoint());
            assertThat(said).contains("read hello").doesNotContain("canary").doesNotContain("Bearer ");
            assertThat(machine.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("GET /metadata/identity/oauth2/token?")
                            .contains("resource=https%3A%2F%2Fstorage.azure.com")
                            .contains("client_id=assigned")
                            .contains(" true "));
            machine.refuse(400);
            assertThat(child(storage.configJson(), machine.endpoint()))
                    .contains("UnauthenticatedException")
                    .doesNotContain("canary");
        }
    }

    private static String child(String json, String machine) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + LocalTls.shared().keyStore(),
                "-Djavax.net.ssl.trustStorePassword=" + LocalTls.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                AzureBlobIdentityTest.class.getName());
        builder.environment().put("AZURE_CLIENT_ID", "assigned");
        builder.environment().put("AZURE_POD_IDENTITY_AUTHORITY_HOST", machine);
        Process process = builder.redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    public static void main(String[] arguments) throws Exception {
        String json = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Backends backends = Backends.with(StoreRuntime.system());
        try (Storage storage = Storage.of(backends.fromJson(json))) {
            System.out.print("read " + new String(storage.read("db/a"), StandardCharsets.UTF_8));
        }
    }

    private AzureBlobConfig config() {
        String container = "identity-" + CONTAINERS.incrementAndGet();
        new BlobContainerClientBuilder()
                .endpoint(azurite.endpoint().toString())
                .containerName(container)
                .credential(new StorageSharedKeyCredential(azurite.account(), azurite.accountKey()))
                .httpClient(new OkHttpAsyncHttpClientBuilder().build())
                .buildClient()
                .create();
        return new AzureBlobConfig(
                container,
                Optional.of(azurite.account()),
                Optional.of(azurite.endpoint().toString()),
                Optional.empty(),
                AzureBlobAuthentication.IDENTITY,
                BLOCK,
                5,
                false,
                false,
                Optional.empty(),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2));
    }

    private Storage open(AzureBlobConfig config) throws StorageException {
        return Storage.of(AzureBlobBackend.open(
                config, AzureBlobCredentials.of(Environment.of(variables)), StoreRuntime.system()));
    }
}
