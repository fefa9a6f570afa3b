package io.siltstone.s3;

import java.util.List;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Over plain HTTP the SDK signs a body in chunks. Of an empty one nothing but the last chunk is left, which Ceph 16 takes for
 * damage ({@code XAmzContentSHA256Mismatch}): it is signed as a whole.
 */
final class S3EmptyBody {

    private S3EmptyBody() {}

    /** Lets the body of no bytes go as it is, where the store is one of the old. */
    static void apply(PutObjectRequest.Builder request, S3Config config) {
        if (config.checksums() == S3Checksums.WHEN_REQUIRED) {
            request.overrideConfiguration(override -> override.addPlugin(plugged -> {
                S3ServiceClientConfiguration.Builder client = (S3ServiceClientConfiguration.Builder) plugged;
                S3AuthSchemeProvider inner = client.authSchemeProvider();
                client.authSchemeProvider(params -> whole(inner, params));
            }));
        }
    }

    private static List<AuthSchemeOption> whole(S3AuthSchemeProvider inner, S3AuthSchemeParams params) {
        return inner.resolveAuthScheme(params).stream()
                .map(option -> option.toBuilder()
                        .putSignerProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, false)
                        .build())
                .toList();
    }
}
