package io.siltstone.s3;

import java.util.List;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * AWS's own frames around a body ({@code Content-Encoding: aws-chunked}), with its checksum behind it. Some stores keep the
 * frames as content, and some leave the end of an empty body unread and cut the connection: only a body that can be read
 * once, and so has no checksum before it is sent, goes in them.
 */
final class S3ChunkedBody {

    private S3ChunkedBody() {}

    /** What the client does with every body that nothing else is said of. */
    static S3Configuration.Builder never() {
        return S3Configuration.builder().chunkedEncodingEnabled(false);
    }

    /** Lets the body of this one request go in frames. */
    static void apply(PutObjectRequest.Builder request) {
        request.overrideConfiguration(override -> override.addPlugin(plugged -> {
            S3ServiceClientConfiguration.Builder client = (S3ServiceClientConfiguration.Builder) plugged;
            S3AuthSchemeProvider inner = client.authSchemeProvider();
            client.authSchemeProvider(params -> framed(inner, params));
        }));
    }

    private static List<AuthSchemeOption> framed(S3AuthSchemeProvider inner, S3AuthSchemeParams params) {
        return inner.resolveAuthScheme(params).stream()
                .map(option -> option.toBuilder()
                        .putSignerProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
                        .build())
                .toList();
    }
}
