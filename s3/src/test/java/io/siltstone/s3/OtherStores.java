package io.siltstone.s3;

import io.siltstone.core.Environment;
import io.siltstone.testkit.ConfigFixture;
import io.siltstone.testservers.OtherS3Server;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Stores in new buckets of a server of another make, with a clock that can look ahead. */
final class OtherStores implements AutoCloseable {

    private static final String REGION = "us-east-1";

    private final OtherS3Server server;
    private final WireProxy proxy;
    private final S3Client bare;

    OtherStores(OtherS3Server server) throws IOException {
        this.server = server;
        this.proxy = new WireProxy(server.endpoint());
        this.bare = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(server.endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }

    /** The contract's fixture of a new bucket. */
    ConfigFixture.Recipe fixture(Map<String, String> settings) throws IOException {
        String bucket = server.newBucket();
        Map<String, String> all = new HashMap<>(settings);
        all.put("endpoint", proxy.endpoint().toString());
        all.put("pathStyle", "true");
        return ConfigFixture.of(S3Config.of(bucket, all))
                .withEnvironment(Environment.of(Map.of(
                        S3Secrets.KEY_VARIABLE, server.accessKey(), S3Secrets.SECRET_VARIABLE, server.secretKey())))
                .withPersistence()
                .withAging(proxy::letPass)
                .withLoss(() -> remove(bucket));
    }

    private void remove(String bucket) {
        for (S3Object object :
                bare.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
            bare.deleteObject(request -> request.bucket(bucket).key(object.key()));
        }
        bare.deleteBucket(request -> request.bucket(bucket));
    }

    @Override
    public void close() throws IOException {
        bare.close();
        proxy.close();
    }
}
