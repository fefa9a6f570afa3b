package io.siltstone.azure;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.TrafficContract;
import io.siltstone.testkit.azure.AzureFaultServer;
import java.time.Duration;
import java.util.Optional;

/** With blocks of 1 MiB. */
final class AzureBlobTrafficTest implements TrafficContract {

    private static final int BLOCK = 1 << 20;

    @Override
    public int partBytes() {
        return BLOCK;
    }

    @Override
    public int pageObjects() {
        return 5000;
    }

    @Override
    public int batchObjects() {
        return 256;
    }

    @Override
    public Line open() throws Exception {
        AzureFaultServer server = new AzureFaultServer("container");
        AzureBlobConfig config = new AzureBlobConfig(
                "container",
                Optional.of(AzureFaultServer.ACCOUNT),
                Optional.of(server.endpoint().toString()),
                Optional.empty(),
                AzureBlobAuthentication.AUTO,
                BLOCK,
                2,
                false,
                false,
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60));
        Backend backend = AzureBlobBackend.open(
                config,
                AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY)),
                StoreRuntime.system());
        return new Line() {
            @Override
            public Backend backend() {
                return backend;
            }

            @Override
            public long received() {
                return server.received();
            }

            @Override
            public long sent() {
                return server.sent();
            }

            @Override
            public long requests() {
                return server.requests();
            }

            @Override
            public void close() throws StorageException {
                backend.close();
                server.close();
            }
        };
    }
}
