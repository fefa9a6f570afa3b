package io.siltstone.s3;

import io.siltstone.core.Environment;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Where credentials come from, one source alone: none at all, a profile that is named, those given, or the chain of the
 * SDK, which renews what ends; from any of them into a role that is named.
 */
final class S3Access implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final String SESSION = "siltstone";

    private final AwsCredentialsProvider source;
    private final String described;
    private final Optional<StsClient> roles;

    S3Access(AwsCredentialsProvider source, String described, Optional<StsClient> roles) {
        this.source = source;
        this.described = described;
        this.roles = roles;
    }

    /** Makes the source; asks it nothing yet. */
    static S3Access of(S3Config config, S3Secrets secrets, Environment environment, S3Clients clients) {
        if (config.anonymous()) {
            return new S3Access(AnonymousCredentialsProvider.create(), "nobody", Optional.empty());
        }
        if (config.roleArn().isEmpty()) {
            return new S3Access(base(config, secrets), describedBase(config, secrets), Optional.empty());
        }
        String role = config.roleArn().get();
        Optional<String> identity = environment.get(S3Variables.WEB_IDENTITY);
        if (identity.isPresent()) {
            StsClient roles = clients.roles(AnonymousCredentialsProvider.create());
            AwsCredentialsProvider provider = StsWebIdentityTokenFileCredentialsProvider.builder()
                    .stsClient(roles)
                    .roleArn(role)
                    .roleSessionName(SESSION)
                    .webIdentityTokenFile(Path.of(identity.get()))
                    .build();
            return new S3Access(provider, "role " + role + " by web identity", Optional.of(roles));
        }
        StsClient roles = clients.roles(base(config, secrets));
        AwsCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(roles)
                .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
                .build();
        return new S3Access(provider, "role " + role, Optional.of(roles));
    }

    private static AwsCredentialsProvider base(S3Config config, S3Secrets secrets) {
        if (config.profile().isPresent()) {
            return ProfileCredentialsProvider.create(config.profile().get());
        }
        return secrets.credentials()
                .<AwsCredentialsProvider>map(given -> StaticCredentialsProvider.create(credentials(given)))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static String describedBase(S3Config config, S3Secrets secrets) {
        return config.profile()
                .map(profile -> "profile " + profile)
                .orElse(secrets.credentials().isPresent() ? "the keys given" : "the default chain of the AWS SDK");
    }

    private static AwsCredentials credentials(S3Credentials given) {
        String secret = given.secretAccessKey().reveal();
        return given.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(given.accessKeyId(), secret, token.reveal()))
                .orElseGet(() -> AwsBasicCredentials.create(given.accessKeyId(), secret));
    }

    /** Which source it is, for people. */
    String described() {
        return described;
    }

    /** What the source gives now. */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (RuntimeException e) {
            throw new S3NoCredentials("no credentials from " + described + ": " + reason(e));
        }
    }

    /** Of a chain without what each of its members says of itself, a screen full of settings that nobody meant. */
    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Unable to load credentials from any of the providers in the chain")
                ? "there are no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and neither a profile, a web identity nor a role of"
                        + " this machine gives any"
                : message;
    }

    @Override
    public void close() {
        if (source instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
        roles.ifPresent(StsClient::close);
    }
}
