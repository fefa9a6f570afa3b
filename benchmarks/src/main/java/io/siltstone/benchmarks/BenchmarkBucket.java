package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.StorageException;
import io.siltstone.s3.S3Backend;
import io.siltstone.s3.S3Config;
import io.siltstone.s3.S3Credentials;
import io.siltstone.s3.S3Secrets;
import io.siltstone.testservers.CephServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A new bucket of the real server, for Siltstone and for the bare SDK with the same HTTP client.
 *
 * @param endpoint where it is
 * @param region of the server
 * @param accessKey of an account that may do everything there
 * @param secretKey of that account
 * @param name its own
 */
record BenchmarkBucket(URI endpoint, String region, String accessKey, String secretKey, String name) {

    private static final int WRITERS = 32;
    private static final int CONNECTIONS = 100;

    static BenchmarkBucket make(CephServer server) {
        return new BenchmarkBucket(
                server.endpoint(), server.region(), server.accessKey(), server.secretKey(), server.newBucket());
    }

    Backend open() throws StorageException {
        return open(endpoint);
    }

    /** By way of another address. */
    Backend open(URI endpoint) throws StorageException {
        S3Config config = S3Config.of(
                name, Map.of("endpoint", endpoint.toString(), "pathStyle", "true", "etagQuoting", "UNQUOTED"));
        S3Credentials credentials = S3Credentials.of(accessKey, Secret.of(secretKey));
        return S3Backend.open(config, S3Secrets.of(credentials), StoreRuntime.system());
    }

    S3Client bare() {
        return bare(endpoint);
    }

    S3Client bare(URI endpoint) {
        return S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }

    /** One of many calls. */
    @FunctionalInterface
    interface Call {
        void make(int number) throws Exception;
    }

    /** Makes the calls, so many at once, and waits for all. */
    static void each(int calls, int inFlight, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(inFlight);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < inFlight; thread++) {
                int from = thread;
                all.add(threads.submit(() -> {
                    for (int i = from; i < calls; i += inFlight) {
                        call.make(i);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Puts empty objects. */
    static void fill(Backend backend, List<ObjectKey> keys) throws Exception {
        each(keys.size(), WRITERS, i -> backend.write(keys.get(i), Source.bytes(new byte[0]), WriteOptions.DEFAULT));
    }
}
