package io.siltstone.s3;

import io.siltstone.core.config.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks: one unit from one source, so that a key never meets the secret or the token of another.
 *
 * @param accessKeyId the public half
 * @param secretAccessKey signs requests
 * @param sessionToken comes with credentials that end
 */
public record S3Credentials(String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken) {

    public S3Credentials {
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        Objects.requireNonNull(sessionToken, "sessionToken");
        if (accessKeyId.isBlank()) {
            throw new IllegalArgumentException("accessKeyId is blank");
        }
    }

    /** Credentials that do not end. */
    public static S3Credentials of(String accessKeyId, Secret secretAccessKey) {
        return new S3Credentials(accessKeyId, secretAccessKey, Optional.empty());
    }
}
