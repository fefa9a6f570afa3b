package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.testkit.azure.AzureFaultServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests say of encryption, as they go over TLS. No server here encrypts: what the service makes of it is not shown. */
final class AzureBlobEncryptionTest {

    private static final int BLOCK = 64 << 10;
    private static final String KEY =
            Base64.getEncoder().encodeToString("canary-canary-canary-canary-0123".getBytes(StandardCharsets.US_ASCII));

    /** Requests for the content or the properties of a blob, which the service answers with its key only. */
    private static final Predicate<String> OF_CONTENT = Pattern.compile(
                    "^(?:GET|HEAD) /faultaccount/container/[^ ?]+ |^PUT /faultaccount/container/[^ ?]+"
                            + "(?:\\?comp=block(?:list)?(?:&[^ ]*)?)? ")
            .asPredicate();

    private final AzureFaultServer server = new AzureFaultServer("container");
    private TlsRelay relay;
    private LocalTls.Trust trust;

    @BeforeEach
    void start() throws Exception {
        relay = TlsRelay.before(server.endpoint());
        trust = LocalTls.trusted();
    }

    @AfterEach
    void stop() throws Exception {
        trust.close();
        relay.close();
        server.close();
    }

    @Test
    void everyRequestForContentBringsTheKeyAndItsHash() throws Exception {
        try (Storage storage = open(true, Optional.empty())) {
            everything(storage);
            assertThat(storage.configJson()).contains("customerKey").doesNotContain("canary", KEY);
        }
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(Base64.getDecoder().decode(KEY)));
        List<String> requests = relay.requests();
        assertThat(requests)
                .filteredOn(OF_CONTENT)
                .hasSizeGreaterThan(15)
                .allSatisfy(request -> assertThat(request)
                        .contains(
                                "x-ms-encryption-key: " + KEY + "\r\n",
                                "x-ms-encryption-key-sha256: " + hash + "\r\n",
                                "x-ms-encryption-algorithm: AES256\r\n"));
        assertThat(requests)
                .as("the service cannot read what it copies")
                .noneMatch(request -> request.contains("x-ms-copy-source"));
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(request.lines().findFirst().orElseThrow()).doesNotContain("canary", KEY));
    }

    @Test
    void everyWriteNamesTheScope() throws Exception {
        try (Storage storage = open(false, Optional.of("siltstone-scope"))) {
            everything(storage);
        }
        assertThat(relay.requests())
                .filteredOn(request -> OF_CONTENT.test(request) && request.startsWith("PUT "))
                .hasSizeGreaterThan(8)
                .allSatisfy(request -> assertThat(request).contains("x-ms-encryption-scope: siltstone-scope\r\n"));
    }

    @Test
    void aKeyThatIsMissingOrNoneIsAnErrorThatDoesNotRepeatIt() {
        AzureBlobCredentials credentials = AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY));
        assertThatThrownBy(
                        () -> AzureBlobBackend.open(config(true, Optional.empty()), credentials, StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SILTSTONE_AZURE_ENCRYPTION_KEY");
        for (String bad : new String[] {
            "canary!", Base64.getEncoder().encodeToString("canary".getBytes(StandardCharsets.US_ASCII))
        }) {
            assertThatThrownBy(() -> AzureBlobBackend.open(
                            config(true, Optional.empty()),
                            credentials.withEncryptionKey(Secret.of(bad)),
                            StoreRuntime.system()))
                    .isInstanceOf(ConfigurationException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(bad));
        }
        assertThat(relay.requests()).isEmpty();
    }

    private static void everything(Storage storage) throws Exception {
        byte[] content = new byte[2 * BLOCK + 1];
        storage.write("small", new byte[10]);
        storage.write("large", content);
        assertThat(storage.read("large")).isEqualTo(content);
        assertThat(storage.read("large", ByteRange.of(5, 10))).hasSize(10);
        assertThat(storage.read("large", ByteRange.tail(5))).hasSize(5);
        assertThat(storage.stat("large")).isPresent();
        storage.copy("large", "copy", CopyOptions.DEFAULT);
        assertThat(storage.read("copy")).isEqualTo(content);
        try (Transfer transfer =
                storage.openTransfer("resumed", new SourceFingerprint(content.length, "1"), WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(content));
        }
        try (Transfer transfer =
                storage.openTransfer("resumed", new SourceFingerprint(content.length, "1"), WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(content.length);
            transfer.commit(content.length, Sha256.of(content));
        }
        assertThat(storage.read("resumed")).isEqualTo(content);
        assertThat(storage.deleteBatch(List.of("small", "large", "copy", "resumed")))
                .allMatch(DeleteResult::isDeleted);
    }

    private Storage open(boolean customerKey, Optional<String> scope) throws Exception {
        return Storage.of(AzureBlobBackend.open(
                config(customerKey, scope),
                AzureBlobCredentials.NONE
                        .withAccountKey(Secret.of(AzureFaultServer.KEY))
                        .withEncryptionKey(Secret.of(KEY)),
                StoreRuntime.system()));
    }

    private AzureBlobConfig config(boolean customerKey, Optional<String> scope) {
        return new AzureBlobConfig(
                "container",
                Optional.of(AzureFaultServer.ACCOUNT),
                Optional.of(relay.endpoint()),
                Optional.empty(),
                AzureBlobAuthentication.SHARED_KEY,
                BLOCK,
                5,
                false,
                customerKey,
                scope,
                Duration.ofMinutes(1),
                Duration.ofSeconds(2));
    }
}
