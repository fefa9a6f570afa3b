package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backends;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.ConfigurationException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AzureBlobProviderTest {

    private final Backends backends = Backends.system();

    @ParameterizedTest
    @ValueSource(strings = {"az", "azure"})
    void aContainerAndAPrefix(String scheme) throws Exception {
        AzureBlobConfig config =
                parse(scheme + "://data/a/b?endpoint=http://127.0.0.1:10000/account&blockSizeBytes=65536");
        assertThat(config.container()).isEqualTo("data");
        assertThat(config.prefix()).contains("a/b");
        assertThat(config.endpoint()).contains("http://127.0.0.1:10000/account");
        assertThat(config.blockSizeBytes()).isEqualTo(65_536);
        assertThat(parse(scheme + "://data").prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abfss", "abfs", "az"})
    void aContainerAtAnAccountIsSpokenToByTlsAtItsBlobEndpoint(String scheme) throws Exception {
        AzureBlobConfig config = parse(scheme + "://data@account.dfs.core.windows.net/a/b");
        assertThat(config.container()).isEqualTo("data");
        assertThat(config.account()).contains("account");
        assertThat(config.endpoint()).contains("https://account.blob.core.windows.net");
        assertThat(config.prefix()).contains("a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "az://data?noSuchParameter=x",
                "az://data?prefix=a&prefix=b",
                "az://data/a?prefix=b",
                "az://data@account/a",
                "az://data@account.dfs.core.evil.net/a",
                "abfss://data/a",
                "az://data?endpoint=ftp://127.0.0.1",
                "az://data?endpoint=http://user:pass@127.0.0.1",
                "az://data?endpoint=http://169.254.169.254/",
                "az://D",
                "az://data/../other",
                "az://data//a",
                "az://data?concurrency=0",
                "az://data?blockSizeBytes=1",
                "az://data?idleTimeout=PT0S",
                "az://data?customerKey=true&encryptionScope=x"
            })
    void whatIsWrongIsRefused(String address) {
        assertThatThrownBy(() -> parse(address)).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "az://data?sig=canary",
                "az://data?sasToken=canary",
                "az://data?accountKey=canary",
                "az://data?connectionString=canary",
                "az://data?endpoint=https://h/?sig=canary",
                "az://user:canary@data/x"
            })
    void aSecretIsRefusedAndNotRepeated(String address) {
        assertThatThrownBy(() -> parse(address))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
    }

    @Test
    void everySettingSurvivesJson() throws Exception {
        AzureBlobConfig config = new AzureBlobConfig(
                "data",
                Optional.of("account"),
                Optional.of("https://h"),
                Optional.of("p/q"),
                AzureBlobAuthentication.SAS,
                1 << 20,
                3,
                true,
                true,
                Optional.empty(),
                Duration.ofSeconds(9),
                Duration.ofSeconds(8));
        ConfigCodec codec = new ConfigCodec(type -> Optional.of(AzureBlobConfig.class));
        assertThat(codec.fromJson(ConfigCodec.toJson(config))).isEqualTo(config);
    }

    private AzureBlobConfig parse(String address) throws Exception {
        return (AzureBlobConfig) backends.parse(address);
    }
}
