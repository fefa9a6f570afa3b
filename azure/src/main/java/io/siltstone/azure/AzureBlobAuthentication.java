package io.siltstone.azure;

/** How to sign requests. What is needed for it comes from {@link AzureBlobCredentials}, never from a configuration. */
public enum AzureBlobAuthentication {
    /** The first for which there are credentials, in the order of the others here. */
    AUTO,
    /** {@code AZURE_STORAGE_CONNECTION_STRING}. */
    CONNECTION_STRING,
    /** The account and {@code AZURE_STORAGE_SAS_TOKEN}, of the account or of the container. */
    SAS,
    /** The account and {@code AZURE_STORAGE_KEY}, or {@code AZURE_STORAGE_ACCOUNT_KEY}. */
    SHARED_KEY,
    /**
     * The account and what Microsoft Entra knows this process as: workload identity, managed identity or a service
     * principal, by {@code AZURE_CLIENT_ID}, {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_SECRET} and {@code
     * AZURE_FEDERATED_TOKEN_FILE}. {@link #AUTO} takes it where {@code AZURE_CLIENT_ID} is set.
     */
    IDENTITY
}
