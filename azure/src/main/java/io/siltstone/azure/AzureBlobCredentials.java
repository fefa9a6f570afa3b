package io.siltstone.azure;

import io.siltstone.core.Environment;
import io.siltstone.core.config.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * What opens a storage account. Printing it shows which of them there are, never what they are.
 *
 * @param connectionString {@code AccountName=…;AccountKey=…;…}, or with {@code SharedAccessSignature=…}
 * @param sasToken a shared access signature, with or without a leading question mark
 * @param accountKey the account's key, in Base64
 * @param encryptionKey the customer's own key for {@link AzureBlobConfig#customerKey}: 32 bytes in Base64
 * @param environment where {@link AzureBlobAuthentication#IDENTITY} finds what it needs
 */
public record AzureBlobCredentials(
        Optional<Secret> connectionString,
        Optional<Secret> sasToken,
        Optional<Secret> accountKey,
        Optional<Secret> encryptionKey,
        Environment environment) {

    static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";
    static final String SAS_TOKEN = "AZURE_STORAGE_SAS_TOKEN";
    static final String KEY = "AZURE_STORAGE_KEY";
    static final String ACCOUNT_KEY = "AZURE_STORAGE_ACCOUNT_KEY";
    static final String ENCRYPTION_KEY = "SILTSTONE_AZURE_ENCRYPTION_KEY";

    /** No credentials at all. */
    public static final AzureBlobCredentials NONE = of(Environment.EMPTY);

    public AzureBlobCredentials {
        Objects.requireNonNull(connectionString, "connectionString");
        Objects.requireNonNull(sasToken, "sasToken");
        Objects.requireNonNull(accountKey, "accountKey");
        Objects.requireNonNull(encryptionKey, "encryptionKey");
        Objects.requireNonNull(environment, "environment");
    }

    /** Those that the variables hold; the names are those that Azure's own tools read. */
    public static AzureBlobCredentials of(Environment environment) {
        return new AzureBlobCredentials(
                environment.get(CONNECTION_STRING).map(Secret::of),
                environment.get(SAS_TOKEN).map(Secret::of),
                environment.get(KEY).or(() -> environment.get(ACCOUNT_KEY)).map(Secret::of),
                environment.get(ENCRYPTION_KEY).map(Secret::of),
                environment);
    }

    public AzureBlobCredentials withConnectionString(Secret other) {
        return new AzureBlobCredentials(Optional.of(other), sasToken, accountKey, encryptionKey, environment);
    }

    public AzureBlobCredentials withSasToken(Secret other) {
        return new AzureBlobCredentials(connectionString, Optional.of(other), accountKey, encryptionKey, environment);
    }

    public AzureBlobCredentials withAccountKey(Secret other) {
        return new AzureBlobCredentials(connectionString, sasToken, Optional.of(other), encryptionKey, environment);
    }

    public AzureBlobCredentials withEncryptionKey(Secret other) {
        return new AzureBlobCredentials(connectionString, sasToken, accountKey, Optional.of(other), environment);
    }
}
