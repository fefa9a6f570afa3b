package io.siltstone.s3;

import io.siltstone.core.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings that the variables of the AWS tools give to an address that leaves them out. */
final class S3Variables {

    static final String WEB_IDENTITY = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private S3Variables() {}

    /** By the names of {@link S3Config}, as text. */
    static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new HashMap<>();
        first(environment, List.of("AWS_REGION", "AWS_DEFAULT_REGION"))
                .ifPresent(region -> settings.put("region", region));
        first(environment, List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "S3_ENDPOINT_URL"))
                .ifPresent(endpoint -> settings.put("endpoint", endpoint));
        environment.get("AWS_CA_BUNDLE").ifPresent(file -> settings.put("caBundle", file));
        environment
                .get("AWS_REQUEST_CHECKSUM_CALCULATION")
                .ifPresent(mode -> settings.put("checksums", mode.toUpperCase(Locale.ROOT)));
        // Keys in the environment come before a profile there, as in the AWS tools.
        if (environment.get(S3Secrets.KEY_VARIABLE).isEmpty()) {
            environment.get("AWS_PROFILE").ifPresent(profile -> settings.put("profile", profile));
            environment
                    .get(WEB_IDENTITY)
                    .flatMap(file -> environment.get("AWS_ROLE_ARN"))
                    .ifPresent(role -> settings.put("roleArn", role));
        }
        return settings;
    }

    private static Optional<String> first(Environment environment, List<String> names) {
        return names.stream().flatMap(name -> environment.get(name).stream()).findFirst();
    }
}
