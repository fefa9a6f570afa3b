package io.siltstone.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.siltstone.core.Environment;
import java.util.Optional;

/**
 * Who this process is to Microsoft Entra, by the variables that Azure's own tools read: a workload identity where there
 * is a federated token, a service principal where there is a secret, otherwise the machine's managed identity. The SDK
 * renews tokens before they expire.
 */
final class AzureBlobIdentity {

    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT_SECRET = "AZURE_CLIENT_SECRET";
    private static final String FEDERATED_TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

    private AzureBlobIdentity() {}

    static TokenCredential of(Environment environment, HttpClient http) {
        Optional<String> client = environment.get(AzureBlobAccess.CLIENT_ID);
        Optional<String> tenant = environment.get(TENANT);
        Optional<String> authority = environment.get(AUTHORITY);
        Optional<String> tokenFile = environment.get(FEDERATED_TOKEN_FILE);
        if (client.isPresent() && tenant.isPresent() && tokenFile.isPresent()) {
            WorkloadIdentityCredentialBuilder builder = new WorkloadIdentityCredentialBuilder()
                    .clientId(client.get())
                    .tenantId(tenant.get())
                    .tokenFilePath(tokenFile.get())
                    .httpClient(http);
            authority.ifPresent(builder::authorityHost);
            return builder.build();
        }
        Optional<String> secret = environment.get(CLIENT_SECRET);
        if (client.isPresent() && tenant.isPresent() && secret.isPresent()) {
            ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder()
                    .clientId(client.get())
                    .tenantId(tenant.get())
                    .clientSecret(secret.get())
                    .httpClient(http);
            authority.ifPresent(builder::authorityHost);
            return builder.build();
        }
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder().httpClient(http);
        client.ifPresent(builder::clientId);
        return builder.build();
    }
}
