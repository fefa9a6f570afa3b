package io.siltstone.s3;

import io.siltstone.core.Environment;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store needs and no configuration holds.
 *
 * @param credentials who asks; empty to ask the chain of the AWS SDK
 * @param customerKey the 256-bit key of {@link S3Encryption#CUSTOMER}, in Base64
 */
public record S3Secrets(Optional<S3Credentials> credentials, Optional<Secret> customerKey) {

    static final String KEY_VARIABLE = "AWS_ACCESS_KEY_ID";
    static final String SECRET_VARIABLE = "AWS_SECRET_ACCESS_KEY";
    static final String TOKEN_VARIABLE = "AWS_SESSION_TOKEN";
    static final String CUSTOMER_KEY_VARIABLE = "SILTSTONE_S3_CUSTOMER_KEY";

    /** Nothing of one's own. */
    public static final S3Secrets NONE = new S3Secrets(Optional.empty(), Optional.empty());

    public S3Secrets {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(customerKey, "customerKey");
    }

    public static S3Secrets of(S3Credentials credentials) {
        return new S3Secrets(Optional.of(credentials), Optional.empty());
    }

    public S3Secrets withCustomerKey(Secret other) {
        return new S3Secrets(credentials, Optional.of(other));
    }

    /**
     * What {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN} and {@code
     * SILTSTONE_S3_CUSTOMER_KEY} say.
     *
     * @throws ConfigurationException if only one of key and secret is set
     */
    public static S3Secrets of(Environment environment) throws ConfigurationException {
        Optional<String> key = environment.get(KEY_VARIABLE);
        Optional<Secret> secret = environment.get(SECRET_VARIABLE).map(Secret::of);
        if (key.isPresent() != secret.isPresent()) {
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, S3Config.TYPE),
                    (key.isPresent() ? SECRET_VARIABLE : KEY_VARIABLE) + " is not set, but its other half is");
        }
        return new S3Secrets(
                key.map(id -> new S3Credentials(
                        id,
                        secret.orElseThrow(),
                        environment.get(TOKEN_VARIABLE).map(Secret::of))),
                environment.get(CUSTOMER_KEY_VARIABLE).map(Secret::of));
    }
}
