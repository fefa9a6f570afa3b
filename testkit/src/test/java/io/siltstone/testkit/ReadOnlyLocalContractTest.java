package io.siltstone.testkit;

import io.siltstone.core.layer.ReadOnlyBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ReadOnlyLocalContractTest
        implements KeyContract,
                ReadContract,
                ListContract,
                DirectoryContract,
                CapabilityContract,
                ConfigContract,
                CloseContract {

    @TempDir
    Path folder;

    @Override
    public BackendFixture open() throws Exception {
        return LocalStores.below(folder, local -> local)
                .withLayer(ReadOnlyBackend::new)
                .open();
    }
}
