package io.siltstone.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.siltstone.core.Environment;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.util.Optional;

/**
 * Who this process is to Microsoft Entra, by the variables that Azure's own tools read: a workload identity where there
 * is a federated token, a service principal where there is a secret, otherwise the machine's managed identity. Where a
 * machine finds that one is known to the library alone, which reads {@code IDENTITY_ENDPOINT}, {@code IDENTITY_HEADER} and
 * the like of the process's own environment.
 */
final class AzureBlobIdentity {

    static final String FEDERATED_TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";

    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT_SECRET = "AZURE_CLIENT_SECRET";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

    private AzureBlobIdentity() {}

    /**
     * What asks for tokens, by a request each.
     *
     * @throws ConfigurationException if a variable is missing beside another, by name, or the authority is not https
     */
    static TokenCredential of(Environment environment, HttpClient http) throws ConfigurationException {
        // Without the library's policies: they try again, wait, follow redirects, and log where the environment says
        // so.
        HttpPipeline pipeline = new HttpPipelineBuilder().httpClient(http).build();
        Optional<String> tokenFile = environment.get(FEDERATED_TOKEN_FILE);
        if (tokenFile.isPresent()) {
            WorkloadIdentityCredentialBuilder builder =
                    application(new WorkloadIdentityCredentialBuilder(), environment, FEDERATED_TOKEN_FILE);
            return builder.tokenFilePath(tokenFile.get()).pipeline(pipeline).build();
        }
        Optional<String> secret = environment.get(CLIENT_SECRET);
        if (secret.isPresent()) {
            ClientSecretCredentialBuilder builder =
                    application(new ClientSecretCredentialBuilder(), environment, CLIENT_SECRET);
            return builder.clientSecret(secret.get()).pipeline(pipeline).build();
        }
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder().pipeline(pipeline);
        environment.get(AzureBlobAccess.CLIENT_ID).ifPresent(builder::clientId);
        return builder.build();
    }

    private static <T extends AadCredentialBuilderBase<T>> T application(
            T builder, Environment environment, String given) throws ConfigurationException {
        builder.clientId(required(environment, AzureBlobAccess.CLIENT_ID, given))
                .tenantId(required(environment, TENANT, given));
        Optional<String> authority = environment.get(AUTHORITY);
        if (authority.isPresent()) {
            if (!authority.get().startsWith("https://")) {
                throw refused(AUTHORITY + " must begin with https://");
            }
            // Who names an authority vouches for it; the library would ask the public cloud's for every other.
            builder.authorityHost(authority.get()).disableInstanceDiscovery();
        }
        return builder;
    }

    private static String required(Environment environment, String variable, String given)
            throws ConfigurationException {
        return environment.get(variable).orElseThrow(() -> refused(given + " is set, but " + variable + " is not"));
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), reason);
    }
}
