package io.siltstone.s3;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.config.ConfigDefault;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.InvalidKeyException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of an S3 store. Credentials are none of them: see {@link S3Secrets}.
 *
 * @param bucket where the objects are; it must exist
 * @param prefix the segments below which all keys lie; empty for the whole bucket
 * @param region as signatures name it
 * @param endpoint host and port of a compatible store, with {@code https://} or {@code http://} or neither; empty for AWS
 * @param useSsl what an endpoint without scheme means
 * @param allowPlaintext allows {@code http://} to other machines than this one
 * @param pathStyle puts the bucket into the path, not into the host name
 * @param profile names a profile of the AWS files, whose credentials are used
 * @param anonymous signs nothing
 * @param roleArn the role to assume, with the web identity of {@code AWS_WEB_IDENTITY_TOKEN_FILE} where that is set
 * @param caBundle certificates in PEM to trust instead of the platform's own
 * @param encryption with whose key the store encrypts
 * @param kmsKeyId the key of {@link S3Encryption#KMS}; empty for the store's default
 * @param storageClass as AWS names it; empty for the bucket's default
 * @param checksums when requests carry checksums
 * @param etagQuoting how conditions name a version
 * @param verifyDeletes asks after each delete of a batch whether the object is gone, for stores that claim it falsely
 * @param conditionalCreate whether the store keeps {@code If-None-Match: *} on a PUT
 * @param conditionalReplace whether it keeps {@code If-Match} on a PUT
 * @param conditionalDelete whether it keeps {@code If-Match} on a DELETE
 * @param conditionalMultipart whether it keeps both when a multipart upload completes; without, conditional writes are
 *     single PUTs, and what would not fit into one is refused
 * @param partBytes the size of a part, 5 MiB at least; grows where 10,000 of them would not suffice
 * @param multipartBytes from which size on an upload is split
 * @param partsInFlight how many parts the store moves at once in either direction, which bounds its memory
 * @param maxConnections the size of the pool
 * @param idleTimeout how long the store may be silent before a call fails
 */
public record S3Config(
        String bucket,
        @ConfigDefault("") String prefix,
        @ConfigDefault("us-east-1") String region,
        Optional<String> endpoint,
        @ConfigDefault("true") boolean useSsl,
        @ConfigDefault("false") boolean allowPlaintext,
        @ConfigDefault("false") boolean pathStyle,
        Optional<String> profile,
        @ConfigDefault("false") boolean anonymous,
        Optional<String> roleArn,
        Optional<Path> caBundle,
        @ConfigDefault("NONE") S3Encryption encryption,
        Optional<String> kmsKeyId,
        Optional<String> storageClass,
        @ConfigDefault("WHEN_SUPPORTED") S3Checksums checksums,
        @ConfigDefault("QUOTED") S3EtagQuoting etagQuoting,
        @ConfigDefault("false") boolean verifyDeletes,
        @ConfigDefault("true") boolean conditionalCreate,
        @ConfigDefault("true") boolean conditionalReplace,
        @ConfigDefault("true") boolean conditionalDelete,
        @ConfigDefault("true") boolean conditionalMultipart,
        @ConfigDefault("16777216") long partBytes,
        @ConfigDefault("104857600") long multipartBytes,
        @ConfigDefault("5") int partsInFlight,
        @ConfigDefault("100") int maxConnections,
        @ConfigDefault("PT30S") Duration idleTimeout)
        implements BackendConfig {

    /** The type in JSON. */
    public static final String TYPE = "s3";

    /** AWS, "General purpose bucket naming rules", with the underscore that older buckets and other stores have. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public S3Config {
        require(BUCKET.matcher(bucket).matches(), "bucket must be 3 to 63 of a-z, 0-9, dots and hyphens");
        keyPrefix(prefix);
        require(WORD.matcher(region).matches(), "region must be letters, digits and hyphens");
        require(useSsl || endpoint.isPresent(), "useSsl is false, which needs an endpoint");
        boolean plain = useSsl;
        boolean allowed = allowPlaintext;
        endpoint.ifPresent(text -> S3Endpoint.parse(text, plain, allowed));
        requireText("profile", profile);
        requireText("roleArn", roleArn);
        requireText("kmsKeyId", kmsKeyId);
        require(
                storageClass.filter(name -> !WORD.matcher(name).matches()).isEmpty(),
                "storageClass must be letters, digits and underscores");
        require(
                partBytes >= S3Limits.MIN_PART_BYTES && partBytes <= Integer.MAX_VALUE >> 2,
                "partBytes must be 5 MiB to 512 MiB");
        require(
                multipartBytes >= 1 && multipartBytes <= S3Limits.MAX_PUT_BYTES,
                "multipartBytes must be positive and at most 5 GiB");
        require(partsInFlight >= 1 && partsInFlight <= 256, "partsInFlight must be 1 to 256");
        require(maxConnections >= 1 && maxConnections <= 10_000, "maxConnections must be 1 to 10000");
        require(
                idleTimeout.toMillis() >= 1 && idleTimeout.toHours() <= 1,
                "idleTimeout must be positive and at most PT1H");
    }

    /**
     * The settings by their names, as an address gives them; the rest as it is by default.
     *
     * @throws ConfigurationException if a name is not known or a value is wrong
     */
    public static S3Config of(String bucket, Map<String, String> settings) throws ConfigurationException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bucket", bucket);
        return new ConfigCodec(type -> Optional.empty()).fromParameters(S3Config.class, all);
    }

    @Override
    public String type() {
        return TYPE;
    }

    KeyPrefix keyPrefix() {
        return keyPrefix(prefix);
    }

    Optional<URI> endpointUri() {
        return endpoint.map(text -> S3Endpoint.parse(text, useSsl, allowPlaintext));
    }

    private static KeyPrefix keyPrefix(String text) {
        try {
            return KeyPrefix.of(text, KeyProfile.PORTABLE);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("prefix is not one: " + e.reason(), e);
        }
    }

    private static void requireText(String name, Optional<String> value) {
        require(value.filter(String::isBlank).isEmpty(), name + " is blank");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
