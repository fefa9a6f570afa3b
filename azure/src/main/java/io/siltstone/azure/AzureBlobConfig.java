package io.siltstone.azure;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigDefault;
import io.siltstone.core.error.InvalidKeyException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of an {@link AzureBlobBackend}; credentials are none of them.
 *
 * @param container the container, which must be there
 * @param account the storage account; empty where a connection string, {@code AZURE_STORAGE_ACCOUNT_NAME} or {@code
 *     AZURE_STORAGE_ACCOUNT} names it
 * @param endpoint where the service listens; empty for {@code https://<account>.blob.core.windows.net}, or what a
 *     connection string or {@code AZURE_STORAGE_SERVICE_ENDPOINT} says
 * @param prefix whole segments below which every key lies; empty for the container itself
 * @param authentication how requests are signed
 * @param blockSizeBytes what is uploaded in one request: an object of no more than this in a single one, a larger one in
 *     blocks of this size, or of as much more as 50,000 blocks demand
 * @param concurrency how many blocks are in flight at once, over all uploads of the backend
 * @param allowPlaintext whether {@code http:} may go to other machines than this one
 * @param customerKey whether objects are encrypted with a key of the customer's own, which {@link AzureBlobCredentials}
 *     holds
 * @param encryptionScope the account's encryption scope for what is written
 * @param requestTimeout how long the service may be silent within one request; a resumable write stays its owner's for as
 *     long after the last sign of him, but at least 15 and at most 60 s
 * @param idleTimeout how long a connection without work is kept; must be below the service's own patience, since a
 *     request fails on a connection that the service has given up. Azurite's is 5 s
 */
public record AzureBlobConfig(
        String container,
        Optional<String> account,
        Optional<String> endpoint,
        Optional<String> prefix,
        @ConfigDefault("AUTO") AzureBlobAuthentication authentication,
        @ConfigDefault("16777216") long blockSizeBytes,
        @ConfigDefault("5") int concurrency,
        @ConfigDefault("false") boolean allowPlaintext,
        @ConfigDefault("false") boolean customerKey,
        Optional<String> encryptionScope,
        @ConfigDefault("PT1M") Duration requestTimeout,
        @ConfigDefault("PT4S") Duration idleTimeout)
        implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "azure";

    private static final int MAX_CONCURRENCY = 256;

    /** "Naming and referencing containers, blobs, and metadata"; {@code $root} and {@code $web} are the service's own. */
    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*|\\$root|\\$web");

    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9-]{1,63}");

    public AzureBlobConfig {
        require(
                CONTAINER.matcher(container).matches(),
                "container must be 3 to 63 lower-case letters, digits and single hyphens");
        require(
                account.isEmpty() || ACCOUNT.matcher(account.get()).matches(),
                "account must be 3 to 24 lower-case letters and digits");
        endpoint.ifPresent(AzureBlobEndpoint::parse);
        prefix = prefix.filter(text -> !text.isEmpty());
        keyPrefix(prefix);
        Objects.requireNonNull(authentication, "authentication");
        require(
                blockSizeBytes >= AzureBlobLimits.MIN_BLOCK_BYTES && blockSizeBytes <= AzureBlobLimits.MAX_BUFFER_BYTES,
                "blockSizeBytes must be between " + AzureBlobLimits.MIN_BLOCK_BYTES + " and "
                        + AzureBlobLimits.MAX_BUFFER_BYTES);
        require(
                concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
                "concurrency must be between 1 and " + MAX_CONCURRENCY);
        require(
                encryptionScope.isEmpty()
                        || SCOPE.matcher(encryptionScope.get()).matches(),
                "encryptionScope must be 1 to 63 letters, digits and hyphens");
        require(
                !customerKey || encryptionScope.isEmpty(),
                "customerKey excludes an encryptionScope: the service takes one or the other");
        require(requestTimeout.toMillis() > 0, "requestTimeout must be positive");
        require(idleTimeout.toMillis() > 0, "idleTimeout must be positive");
    }

    /** A container, with the defaults for everything else. */
    public static AzureBlobConfig of(String container) {
        return new AzureBlobConfig(
                container,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AzureBlobAuthentication.AUTO,
                16L << 20,
                5,
                false,
                false,
                Optional.empty(),
                Duration.ofMinutes(1),
                Duration.ofSeconds(4));
    }

    /** The same container at that account and endpoint. */
    public AzureBlobConfig withAccount(String otherAccount, String otherEndpoint) {
        return new AzureBlobConfig(
                container,
                Optional.of(otherAccount),
                Optional.of(otherEndpoint),
                prefix,
                authentication,
                blockSizeBytes,
                concurrency,
                allowPlaintext,
                customerKey,
                encryptionScope,
                requestTimeout,
                idleTimeout);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** How long a resumable write belongs to an owner that gives no sign: no shorter than a request may take. */
    Duration leaseTime() {
        if (requestTimeout.compareTo(AzureBlobLimits.MIN_LEASE) < 0) {
            return AzureBlobLimits.MIN_LEASE;
        }
        return requestTimeout.compareTo(AzureBlobLimits.MAX_LEASE) > 0 ? AzureBlobLimits.MAX_LEASE : requestTimeout;
    }

    KeyPrefix keyPrefix() {
        return keyPrefix(prefix);
    }

    private static KeyPrefix keyPrefix(Optional<String> prefix) {
        try {
            return KeyPrefix.of(prefix.orElse(""), KeyProfile.PORTABLE);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("prefix is not one: " + e.reason(), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
