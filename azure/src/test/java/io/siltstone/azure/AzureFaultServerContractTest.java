package io.siltstone.azure;

import io.siltstone.core.Environment;
import io.siltstone.core.Sleeper;
import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testkit.ConfigFixture;
import io.siltstone.testkit.MutableClock;
import io.siltstone.testkit.azure.AzureFaultServer;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The fault server without faults keeps all that the contract asks of a store, conditions and leases included. */
final class AzureFaultServerContractTest implements BackendContract {

    private final MutableClock serverClock = MutableClock.over(InstantSource.system());
    private AzureFaultServer server;
    private int containers;

    @BeforeEach
    void start() {
        server = new AzureFaultServer("container", serverClock, Sleeper.system(), 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public BackendFixture open() throws Exception {
        containers++;
        String container = "container-" + containers;
        server.createContainer(container);
        AzureBlobConfig config = AzureBlobConfig.of(container)
                .withAccount(AzureFaultServer.ACCOUNT, server.endpoint().toString());
        return ConfigFixture.of(config)
                .withEnvironment(Environment.of(Map.of(AzureBlobCredentials.KEY, AzureFaultServer.KEY)))
                .withPersistence()
                .withAging(serverClock::advance)
                .withLoss(() -> server.loseContainer(container))
                .open();
    }

    @Override
    public int seeds() {
        return 5;
    }
}
