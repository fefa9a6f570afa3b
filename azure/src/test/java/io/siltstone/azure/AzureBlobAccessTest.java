package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AzureBlobAccessTest {

    private static final String KEY = "Y2FuYXJ5LWtleQ==";
    private static final String SAS = "?sv=2021&sig=canary-sas";
    private static final String CONNECTION =
            "DefaultEndpointsProtocol=https;AccountName=first;AccountKey=Y2FuYXJ5LWNvbm4=;EndpointSuffix=core.windows.net";

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void theFirstOfTheFourInTheirOrder() throws Exception {
        variables.put("AZURE_STORAGE_ACCOUNT", "second");
        variables.put("AZURE_CLIENT_ID", "client");
        assertThat(access().signing()).isInstanceOf(AzureBlobAccess.Identity.class);
        variables.put("AZURE_STORAGE_ACCOUNT_KEY", KEY);
        assertThat(access().signing()).isInstanceOf(AzureBlobAccess.SharedKey.class);
        variables.put("AZURE_STORAGE_SAS_TOKEN", SAS);
        assertThat(access().signing()).isInstanceOf(AzureBlobAccess.Sas.class);
        assertThat(access().account()).isEqualTo("second");
        variables.put("AZURE_STORAGE_CONNECTION_STRING", CONNECTION);
        assertThat(access().account()).isEqualTo("first");
        assertThat(access().endpoint().url()).isEqualTo("https://first.blob.core.windows.net");
    }

    @Test
    void noneOfThemIsAnErrorThatListsTheFour() {
        assertThatThrownBy(this::access)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AZURE_STORAGE_CONNECTION_STRING")
                .hasMessageContaining("AZURE_STORAGE_SAS_TOKEN")
                .hasMessageContaining("AZURE_STORAGE_KEY")
                .hasMessageContaining("IDENTITY");
    }

    @Test
    void theEndpointNamesItsAccount() throws Exception {
        variables.put("AZURE_STORAGE_KEY", KEY);
        variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", "http://127.0.0.1:10000/devstoreaccount1/");
        assertThat(access().account()).isEqualTo("devstoreaccount1");
        assertThat(access().endpoint().url()).isEqualTo("http://127.0.0.1:10000/devstoreaccount1");
    }

    @Test
    void noAccountIsAnErrorThatNamesTheVariable() {
        variables.put("AZURE_STORAGE_KEY", KEY);
        assertThatThrownBy(this::access)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AZURE_STORAGE_ACCOUNT_NAME");
    }

    @Test
    void plainTextGoesToThisMachineOnly() throws Exception {
        variables.put("AZURE_STORAGE_KEY", KEY);
        for (String url :
                new String[] {"http://127.0.0.1/a", "http://localhost:1/a", "http://[::1]/a", "https://x/a"}) {
            variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", url);
            assertThat(access().endpoint().url()).isEqualTo(url);
        }
        for (String url : new String[] {"http://127.0.0.1.evil.net/a", "http://10.0.0.1/a", "http://storage/a"}) {
            variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", url);
            assertThatThrownBy(this::access)
                    .as(url)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("allowPlaintext");
        }
    }

    @Test
    void aCustomersKeyNeverTravelsInPlainText() throws Exception {
        variables.put("AZURE_STORAGE_KEY", KEY);
        Backends backends = Backends.system();
        AzureBlobConfig config =
                (AzureBlobConfig) backends.parse("az://data?customerKey=true&endpoint=http://127.0.0.1:1/account");
        assertThatThrownBy(() -> AzureBlobAccess.of(config, credentials()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("customerKey");
    }

    @Test
    void aConnectionStringOfAnotherAccountIsRefused() {
        variables.put("AZURE_STORAGE_CONNECTION_STRING", CONNECTION);
        AzureBlobConfig other = AzureBlobConfig.of("data").withAccount("other", "https://other.blob.core.windows.net");
        assertThatThrownBy(() -> AzureBlobAccess.of(other, credentials()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("first");
    }

    @Test
    void badSecretsAreRefusedAndNotRepeated() {
        for (String[] bad : new String[][] {
            {"AZURE_STORAGE_KEY", "canary!!"},
            {"AZURE_STORAGE_SAS_TOKEN", "canary"},
            {"AZURE_STORAGE_CONNECTION_STRING", "canary"},
            {"AZURE_STORAGE_CONNECTION_STRING", "AccountName=canary"},
            {"AZURE_STORAGE_CONNECTION_STRING", "AccountKey=canary"}
        }) {
            variables.clear();
            variables.put("AZURE_STORAGE_ACCOUNT", "account");
            variables.put(bad[0], bad[1]);
            assertThatThrownBy(this::access)
                    .as(bad[1])
                    .isInstanceOf(ConfigurationException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
        }
    }

    @Test
    void nothingPrintsASecret() throws Exception {
        variables.put("AZURE_STORAGE_ACCOUNT", "account");
        variables.put("AZURE_STORAGE_SAS_TOKEN", SAS);
        variables.put("AZURE_STORAGE_KEY", KEY);
        assertThat(access() + " " + credentials()).doesNotContain("canary").doesNotContain(KEY);
        AzureBlobCredentials given = AzureBlobCredentials.NONE.withConnectionString(Secret.of(CONNECTION));
        assertThat(given + " " + AzureBlobConnectionString.parse(Secret.of(CONNECTION)))
                .doesNotContain("Y2FuYXJ5LWNvbm4=");
    }

    private AzureBlobAccess access() throws ConfigurationException {
        return AzureBlobAccess.of(AzureBlobConfig.of("data"), credentials());
    }

    private AzureBlobCredentials credentials() {
        return AzureBlobCredentials.of(Environment.of(variables));
    }
}
