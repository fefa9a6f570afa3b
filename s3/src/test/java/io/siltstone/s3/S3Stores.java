package io.siltstone.s3;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Listing;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.ConfigFixture;
import io.siltstone.testservers.CephServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Stores in new buckets of the real server. */
final class S3Stores {

    private S3Stores() {}

    /** Settings of a new bucket, honest about the server, with others over them. */
    static S3Config newBucket(Map<String, String> settings) throws StorageException {
        return config(CephServer.shared().newBucket(), settings);
    }

    static S3Config config(String bucket, Map<String, String> settings) throws StorageException {
        CephServer server = CephServer.shared();
        Map<String, String> all = new HashMap<>(server.settings());
        all.put("endpoint", server.endpoint().toString());
        all.put("region", server.region());
        all.putAll(settings);
        return S3Config.of(bucket, all);
    }

    /** Variables with the server's keys. */
    static Environment environment() {
        CephServer server = CephServer.shared();
        return Environment.of(Map.of(
                S3Secrets.KEY_VARIABLE, server.accessKey(),
                S3Secrets.SECRET_VARIABLE, server.secretKey()));
    }

    static Backend open(S3Config config) throws StorageException {
        return Backends.with(StoreRuntime.system().withEnvironment(environment()))
                .open(config);
    }

    /** The contract's fixture of a store. */
    static ConfigFixture.Recipe fixture(S3Config config) {
        return ConfigFixture.of(config)
                .withEnvironment(environment())
                .withPersistence()
                .withLoss(() -> remove(config.bucket()));
    }

    /** The bare SDK, for what a store of ours would not do. */
    static S3Client bare() {
        CephServer server = CephServer.shared();
        return bare(server.endpoint());
    }

    static S3Client bare(URI endpoint) {
        CephServer server = CephServer.shared();
        return S3Client.builder()
                // What the SDK does without being told to, Ceph 16 refuses.
                .requestChecksumCalculation(
                        server.version() == 16
                                ? RequestChecksumCalculation.WHEN_REQUIRED
                                : RequestChecksumCalculation.WHEN_SUPPORTED)
                // Nor does it take an empty body in frames.
                .serviceConfiguration(config -> config.chunkedEncodingEnabled(server.version() != 16))
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }

    /** A listing to its end. */
    static <T> List<T> all(Listing<T> listing) throws StorageException {
        List<T> all = new ArrayList<>();
        try (listing) {
            while (listing.hasNext()) {
                all.add(listing.next());
            }
        }
        return all;
    }

    private static void remove(String bucket) {
        try (S3Client client = bare()) {
            client.listObjectsV2Paginator(request -> request.bucket(bucket)).stream()
                    .filter(page -> page.hasContents())
                    .forEach(page -> client.deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(page.contents().stream()
                                    .map(object -> ObjectIdentifier.builder()
                                            .key(object.key())
                                            .build())
                                    .toList()))));
            client.deleteBucket(request -> request.bucket(bucket));
        }
    }
}
