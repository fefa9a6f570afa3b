package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.testkit.s3.S3Fault;
import io.siltstone.testkit.s3.S3FaultServer;
import io.siltstone.testkit.s3.S3Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and variables, and what they must not say. */
final class S3ProviderTest {

    @Test
    void anAddressNamesBucketPrefixAndSettings() throws Exception {
        S3Config config = parse("s3://bucket/tenant1/data?endpoint=http://127.0.0.1:9000&pathStyle=true&region=eu-1");
        assertThat(config.bucket()).isEqualTo("bucket");
        assertThat(config.prefix()).isEqualTo("tenant1/data");
        assertThat(config.endpoint()).contains("http://127.0.0.1:9000");
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.region()).isEqualTo("eu-1");
        assertThat(config.useSsl()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3a://bucket", "s3n://bucket/", "minio://bucket?pathStyle=false"})
    void everySchemeMeansTheSame(String address) throws Exception {
        assertThat(parse(address)).isEqualTo(S3Config.of("bucket", Map.of()));
    }

    @Test
    void minioIsAddressedInThePath() throws Exception {
        assertThat(parse("minio://bucket").pathStyle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://bucket?noSuchSetting=1 | noSuchSetting",
                "s3://bucket?bucket=other | bucket",
                "s3://bucket?prefix=other | prefix",
                "s3://bucket?pathStyle=yes | pathStyle",
                "s3://bucket?partBytes=1000 | partBytes",
                "s3://bucket?partsInFlight=0 | partsInFlight",
                "s3://bucket?maxConnections=-1 | maxConnections",
                "s3://bucket?idleTimeout=PT0S | idleTimeout",
                "s3://bucket?region=%20 | region",
                "s3://bucket?checksums=SOMETIMES | checksums",
                "s3://bucket?useSsl=false | useSsl",
                "s3://b | bucket",
                "s3:///key | bucket",
                "s3://bucket/../x | prefix",
                "s3://bucket//x | prefix",
                "s3://bucket?endpoint=http://store.example:9000 | endpoint",
                "s3://bucket?endpoint=ftp://store.example | endpoint",
                "s3://bucket?endpoint=https://store.example/path | endpoint",
                "s3://bucket?endpoint=https://store.example:0 | endpoint",
                "s3://bucket?endpoint=https://store.example:65536 | endpoint",
                "s3://bucket?endpoint=https://store.example%23x | endpoint",
                "s3://bucket?endpoint=https://user:canary@store.example | endpoint",
                "s3://bucket?endpoint=http://169.254.169.254 | endpoint",
                "s3://bucket?endpoint=https://[fd00:ec2::254] | endpoint",
                "s3://bucket?endpoint=https://[fe80::1] | endpoint",
                "s3://bucket?endpoint=https://[::ffff:169.254.169.254] | endpoint",
                "s3://bucket?endpoint=https://2852039166 | endpoint",
                "s3://bucket?secretAccessKey=canary | secretAccessKey",
                "s3://bucket?accessKey=canary | accessKey",
                "s3://bucket?sessionToken=canary | sessionToken"
            })
    void whatIsWrongIsRefusedByNameAndNeverRepeated(String address, String name) {
        assertThatThrownBy(() -> parse(address))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aSecretBeforeTheBucketIsRefused() {
        assertThatThrownBy(() -> parse("s3://AKIA:canary@bucket"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void openingIsTriedAgainWhereThatMayHelp() throws Exception {
        List<Duration> pauses = new ArrayList<>();
        Backends backends = Backends.with(StoreRuntime.system()
                .withEnvironment(Environment.of(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret")))
                .withSleeper(pauses::add));
        try (S3FaultServer server = new S3FaultServer("bucket")) {
            String address = "s3://bucket?pathStyle=true&endpoint=" + server.endpoint();
            server.strikeOnce(S3Operation.LIST_OBJECTS, S3Fault.UNAVAILABLE);
            backends.open(address).close();
            assertThat(server.requests(S3Operation.LIST_OBJECTS)).isEqualTo(2);
            assertThat(pauses).hasSize(1);

            server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.BAD_GATEWAY);
            assertThatThrownBy(() -> backends.open(address))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("tried 4 times");
            server.clear();
            server.strikeAlways(S3Operation.LIST_OBJECTS, S3Fault.NO_SUCH_BUCKET);
            long before = server.requests();
            assertThatThrownBy(() -> backends.open(address)).isInstanceOf(ConfigurationException.class);
            assertThat(server.requests() - before).isEqualTo(1);
        }
    }

    @Test
    void plaintextElsewhereNeedsToBeAllowed() throws Exception {
        assertThat(parse("s3://bucket?endpoint=http://store.example&allowPlaintext=true")
                        .endpointUri())
                .hasToString("Optional[http://store.example]");
        assertThat(parse("s3://bucket?endpoint=localhost:9000&useSsl=false").endpointUri())
                .hasToString("Optional[http://localhost:9000]");
        assertThat(parse("s3://bucket?endpoint=http://[::1]:9000").endpointUri())
                .isPresent();
    }

    @Test
    void theVariablesOfTheAwsToolsFillInWhatTheAddressLeavesOut() throws Exception {
        Environment environment = Environment.of(Map.of(
                "AWS_REGION", "eu-2",
                "AWS_DEFAULT_REGION", "eu-3",
                "AWS_ENDPOINT_URL", "https://general.example",
                "AWS_ENDPOINT_URL_S3", "https://s3.example",
                "AWS_PROFILE", "work",
                "AWS_REQUEST_CHECKSUM_CALCULATION", "when_required"));
        S3Config config = parse("s3://bucket", environment);
        assertThat(config.region()).isEqualTo("eu-2");
        assertThat(config.endpoint()).contains("https://s3.example");
        assertThat(config.profile()).contains("work");
        assertThat(config.checksums()).isEqualTo(S3Checksums.WHEN_REQUIRED);
        assertThat(parse("s3://bucket?region=eu-1&profile=home", environment).region())
                .isEqualTo("eu-1");
    }

    @Test
    void keysInTheEnvironmentAreOneUnit() throws Exception {
        S3Secrets whole = S3Secrets.of(Environment.of(Map.of(
                "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "canary-1", "AWS_SESSION_TOKEN", "canary-2")));
        S3Credentials credentials = whole.credentials().orElseThrow();
        assertThat(credentials.accessKeyId()).isEqualTo("id");
        assertThat(credentials.secretAccessKey().reveal()).isEqualTo("canary-1");
        assertThat(credentials.sessionToken().orElseThrow().reveal()).isEqualTo("canary-2");
        assertThat(whole.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> S3Secrets.of(Environment.of(Map.of("AWS_ACCESS_KEY_ID", "id"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
        assertThatThrownBy(() -> S3Secrets.of(Environment.of(Map.of("AWS_SECRET_ACCESS_KEY", "canary"))))
                .hasMessageContaining("AWS_ACCESS_KEY_ID")
                .hasMessageNotContaining("canary");
        Environment keys =
                Environment.of(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "s", "AWS_PROFILE", "work"));
        assertThat(parse("s3://bucket", keys).profile()).isEqualTo(Optional.empty());
    }

    private static S3Config parse(String address) throws StorageException {
        return parse(address, Environment.EMPTY);
    }

    private static S3Config parse(String address, Environment environment) throws StorageException {
        BackendConfig config = Backends.with(StoreRuntime.system().withEnvironment(environment))
                .parse(address);
        return (S3Config) config;
    }
}
