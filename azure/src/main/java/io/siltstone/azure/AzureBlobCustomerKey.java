package io.siltstone.azure;

import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.util.Base64;
import java.util.Optional;

/** The customer's own key, where the configuration asks for one. */
final class AzureBlobCustomerKey {

    /** AES-256, the one algorithm of "Provide an encryption key on a request to Blob storage". */
    private static final int BYTES = 32;

    private AzureBlobCustomerKey() {}

    static Optional<Secret> of(AzureBlobConfig config, AzureBlobCredentials credentials) throws ConfigurationException {
        if (!config.customerKey()) {
            return Optional.empty();
        }
        Secret key = credentials
                .encryptionKey()
                .orElseThrow(
                        () -> refused("`customerKey` is set, but " + AzureBlobCredentials.ENCRYPTION_KEY + " is not"));
        try {
            if (Base64.getDecoder().decode(key.reveal()).length == BYTES) {
                return Optional.of(key);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the refusal, which does not repeat the text.
        }
        throw refused(AzureBlobCredentials.ENCRYPTION_KEY + " is not " + BYTES + " bytes in Base64");
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), reason);
    }
}
