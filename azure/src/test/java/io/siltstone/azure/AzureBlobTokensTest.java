package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import io.siltstone.core.Environment;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnauthenticatedException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.testkit.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from a server of this process: how they are asked for, kept and renewed. */
final class AzureBlobTokensTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "az://c", "db/a");

    private final MutableClock clock = MutableClock.over(InstantSource.system());
    private final Map<String, String> variables = new HashMap<>();
    private TokenServer entra;
    private Path file;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        entra = TokenServer.entra();
        file = Files.writeString(folder.resolve("federated"), "canary-assertion");
        variables.put("AZURE_CLIENT_ID", "client");
        variables.put("AZURE_TENANT_ID", "tenant");
        variables.put("AZURE_AUTHORITY_HOST", entra.endpoint());
        variables.put("AZURE_FEDERATED_TOKEN_FILE", file.toString());
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void aFederatedTokenIsExchangedOnceForManyRequests() throws Exception {
        AzureBlobTokens tokens = tokens();
        String token = tokens.bearer();
        assertThat(token).endsWith(TokenServer.part(TokenServer.CANARY));
        assertThat(tokens.bearer()).isEqualTo(token);
        assertThat(entra.requests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /tenant/oauth2/v2.0/token")
                        .contains("client_assertion=canary-assertion")
                        .contains("client_id=client")
                        .contains("scope=https://storage.azure.com/.default"));
    }

    @Test
    void aClientsSecretIsExchangedLikewise() throws Exception {
        variables.remove("AZURE_FEDERATED_TOKEN_FILE");
        variables.put("AZURE_CLIENT_SECRET", "canary-secret");
        tokens().bearer();
        assertThat(entra.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).contains("client_secret=canary-secret"));
    }

    /** The library keeps tokens too, by its own clock, but none with less than five minutes left. */
    @Test
    void aTokenIsRenewedBeforeItsEnd() throws Exception {
        entra.life(Duration.ofSeconds(240));
        AzureBlobTokens tokens = tokens();
        String first = tokens.bearer();
        clock.advance(Duration.ofSeconds(110));
        assertThat(tokens.bearer()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(20));
        assertThat(tokens.bearer()).isNotEqualTo(first);
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void aTokenThatCannotBeRenewedServesToItsEndAndNoLonger() throws Exception {
        entra.life(Duration.ofSeconds(240));
        AzureBlobTokens tokens = tokens();
        String first = tokens.bearer();
        entra.refuse(503);
        clock.advance(Duration.ofSeconds(150));
        assertThat(tokens.bearer()).isEqualTo(first);
        assertThat(tokens.bearer()).as("no other try at once").isEqualTo(first);
        assertThat(entra.requests()).hasSize(2);
        clock.advance(Duration.ofSeconds(31));
        assertThat(tokens.bearer()).isEqualTo(first);
        assertThat(entra.requests()).hasSize(3);
        clock.advance(Duration.ofSeconds(80));
        assertThatThrownBy(tokens::bearer).isInstanceOf(AzureBlobTokenException.class);
        assertThat(entra.requests()).hasSize(4);
    }

    @Test
    void aTokenEndsAlsoWhereItsRenewalHasJustFailed() throws Exception {
        entra.life(Duration.ofSeconds(240));
        AzureBlobTokens tokens = tokens();
        String first = tokens.bearer();
        entra.refuse(503);
        clock.advance(Duration.ofSeconds(230));
        assertThat(tokens.bearer()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(15));
        assertThatThrownBy(tokens::bearer).isInstanceOf(AzureBlobTokenException.class);
    }

    @Test
    void whileOneThreadRenewsTheOthersGoOn() throws Exception {
        entra.life(Duration.ofSeconds(240));
        AzureBlobTokens tokens = tokens();
        String first = tokens.bearer();
        clock.advance(Duration.ofSeconds(150));
        CountDownLatch latch = new CountDownLatch(1);
        entra.hold(latch);
        CompletableFuture<String> renewing = CompletableFuture.supplyAsync(tokens::bearer);
        while (entra.requests().size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(tokens.bearer()).isEqualTo(first);
        latch.countDown();
        assertThat(renewing.join()).isNotEqualTo(first).isEqualTo(tokens.bearer());
    }

    @Test
    void aRefusalIsAnErrorOfTheCredentialsAndATroubleOfTheServicePasses() throws Exception {
        for (int status : new int[] {400, 401, 403}) {
            entra.refuse(status);
            assertThat(failure()).isInstanceOf(UnauthenticatedException.class).hasMessageContaining("" + status);
        }
        for (int status : new int[] {429, 500, 503}) {
            entra.refuse(status);
            assertThat(failure()).isInstanceOf(UnavailableException.class);
        }
        assertThat(entra.requests()).as("one request each").hasSize(6);
    }

    @Test
    void noAuthorityAndNoFileAreErrors() throws Exception {
        Files.delete(file);
        assertThat(failure())
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE");
        Files.writeString(file, "canary-assertion");
        entra.close();
        assertThat(failure()).isInstanceOf(UnavailableException.class);
    }

    @Test
    void whatIsMissingIsNamed() {
        variables.put("AZURE_AUTHORITY_HOST", "http://localhost:1");
        assertThatThrownBy(this::tokens)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AZURE_AUTHORITY_HOST");
        for (String each : new String[] {"AZURE_TENANT_ID", "AZURE_CLIENT_ID"}) {
            variables.remove(each);
            assertThatThrownBy(this::tokens)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(each);
        }
    }

    /** What becomes of a write, which may not count as one whose outcome is open; and nothing secret in it. */
    private StorageException failure() throws Exception {
        AzureBlobTokens tokens = tokens();
        try {
            tokens.bearer();
        } catch (RuntimeException e) {
            StorageException typed = AzureBlobErrors.of(e, CONTEXT, true);
            for (Throwable each = typed; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("canary").doesNotContain(file.toString());
            }
            return typed;
        }
        throw new AssertionError("a token came");
    }

    private AzureBlobTokens tokens() throws ConfigurationException {
        try (LocalTls.Trust trust = LocalTls.trusted()) {
            HttpClient http = new OkHttpAsyncHttpClientBuilder().build();
            return new AzureBlobTokens(AzureBlobIdentity.of(Environment.of(variables), http), clock);
        }
    }
}
