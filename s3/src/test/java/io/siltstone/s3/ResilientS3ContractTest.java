package io.siltstone.s3;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The layer that every store opened by its address lies under takes nothing away. */
final class ResilientS3ContractTest implements BackendContract {

    private final WireProxy proxy;

    ResilientS3ContractTest() throws IOException {
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
                .withLayer(inner -> new ResilientBackend(inner, StoreRuntime.system()))
                .withAging(proxy::letPass)
                .open();
    }

    @Override
    public int seeds() {
        return 3;
    }
}
