package io.siltstone.s3;

import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class S3ContractTest implements BackendContract {

    private final WireProxy proxy;

    S3ContractTest() throws IOException {
        proxy = new WireProxy(CephServer.shared().endpoint());
    }

    @AfterEach
    void disconnect() throws IOException {
        proxy.close();
    }

    @Override
    public BackendFixture open() throws Exception {
        Map<String, String> settings = Map.of("endpoint", proxy.endpoint().toString());
        return S3Stores.fixture(S3Stores.newBucket(settings))
                .withAging(proxy::letPass)
                .open();
    }

    @Override
    public int seeds() {
        return 10;
    }
}
