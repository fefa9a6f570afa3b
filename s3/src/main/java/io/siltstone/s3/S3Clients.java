package io.siltstone.s3;

import io.siltstone.core.error.ConfigurationException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes the SDK's clients as this library wants them: the Apache client, since the one over {@code HttpURLConnection}
 * passes a cut body as whole; no retries, which are a layer's work; no settings from files and variables of the SDK's own
 * choice; no proxy that nobody named.
 */
final class S3Clients {

    private final S3Config config;
    private final Optional<TlsTrustManagersProvider> trust;

    /** @throws ConfigurationException if the certificates to trust cannot be read */
    S3Clients(S3Config config) throws ConfigurationException {
        this.config = config;
        this.trust = config.caBundle().isEmpty()
                ? Optional.empty()
                : Optional.of(S3Trust.of(config.caBundle().get()));
    }

    S3Client store(AwsCredentialsProvider access) {
        boolean whenRequired = config.checksums() == S3Checksums.WHEN_REQUIRED;
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(http(config.maxConnections()))
                .credentialsProvider(access)
                .region(Region.of(config.region()))
                .overrideConfiguration(overrides())
                .forcePathStyle(config.pathStyle())
                .serviceConfiguration(S3ChunkedBody.never()
                        .profileFile(ProfileFile.aggregator().build())
                        .build())
                .crossRegionAccessEnabled(false)
                .disableS3ExpressSessionAuth(true)
                .disableMultiRegionAccessPoints(true)
                .useArnRegion(false)
                .requestChecksumCalculation(
                        whenRequired
                                ? RequestChecksumCalculation.WHEN_REQUIRED
                                : RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(
                        whenRequired
                                ? ResponseChecksumValidation.WHEN_REQUIRED
                                : ResponseChecksumValidation.WHEN_SUPPORTED);
        Optional<URI> endpoint = config.endpointUri();
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    S3Presigner links(AwsCredentialsProvider access) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .credentialsProvider(access)
                .region(Region.of(config.region()))
                .disableS3ExpressSessionAuth(true)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .profileFile(ProfileFile.aggregator().build())
                        .build());
        Optional<URI> endpoint = config.endpointUri();
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    StsClient roles(AwsCredentialsProvider access) {
        return StsClient.builder()
                .httpClientBuilder(http(1))
                .credentialsProvider(access)
                .region(Region.of(config.region()))
                .overrideConfiguration(overrides())
                .build();
    }

    /** As a builder: the SDK's clients close the connections that they made, and leave alone those that they were given. */
    private SdkHttpClient.Builder<?> http(int connections) {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(S3Limits.CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(S3Limits.ACQUIRE_TIMEOUT)
                .connectionMaxIdleTime(S3Limits.MAX_IDLE)
                .socketTimeout(config.idleTimeout())
                .proxyConfiguration(ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build());
        trust.ifPresent(builder::tlsTrustManagersProvider);
        return builder;
    }

    private static ClientOverrideConfiguration overrides() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .addExecutionInterceptor(new S3Echoes())
                .build();
    }
}
