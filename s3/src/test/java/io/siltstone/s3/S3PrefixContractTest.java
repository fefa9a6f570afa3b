package io.siltstone.s3;

import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The same below a prefix, in a bucket where others keep objects and transfers too. */
final class S3PrefixContractTest implements BackendContract {

    private final WireProxy proxy;

    S3PrefixContractTest() throws IOException {
        proxy = new WireProxy(CephServer.shared().endpoint());
    }

    @AfterEach
    void disconnect() throws IOException {
        proxy.close();
    }

    @Override
    public BackendFixture open() throws Exception {
        Map<String, String> settings = Map.of("endpoint", proxy.endpoint().toString(), "prefix", "tenant1/data");
        S3Config config = S3Stores.newBucket(settings);
        S3Neighbours.moveIn(config.bucket());
        return S3Stores.fixture(config).withAging(proxy::letPass).open();
    }

    @Override
    public int seeds() {
        return 3;
    }
}
