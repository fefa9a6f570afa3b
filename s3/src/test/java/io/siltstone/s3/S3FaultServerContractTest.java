package io.siltstone.s3;

import io.siltstone.core.Environment;
import io.siltstone.core.Sleeper;
import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testkit.ConfigFixture;
import io.siltstone.testkit.MutableClock;
import io.siltstone.testkit.s3.S3FaultServer;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The fault server without faults keeps all that the contract asks of a store, conditions of every kind included. */
final class S3FaultServerContractTest implements BackendContract {

    private final MutableClock serverClock = MutableClock.over(InstantSource.system());
    private S3FaultServer server;
    private int buckets;

    @BeforeEach
    void start() {
        server = new S3FaultServer("bucket", serverClock, Sleeper.system(), 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public BackendFixture open() throws Exception {
        buckets++;
        String bucket = "bucket-" + buckets;
        server.createBucket(bucket);
        S3Config config =
                S3Config.of(bucket, Map.of("endpoint", server.endpoint().toString(), "pathStyle", "true"));
        return ConfigFixture.of(config)
                .withEnvironment(
                        Environment.of(Map.of(S3Secrets.KEY_VARIABLE, "key", S3Secrets.SECRET_VARIABLE, "secret")))
                .withPersistence()
                .withAging(serverClock::advance)
                .withLoss(() -> server.loseBucket(bucket))
                .open();
    }

    @Override
    public int seeds() {
        return 5;
    }
}
