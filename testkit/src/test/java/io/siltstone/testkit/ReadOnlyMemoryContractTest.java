package io.siltstone.testkit;

import io.siltstone.core.layer.ReadOnlyBackend;
import io.siltstone.core.memory.MemoryConfig;

final class ReadOnlyMemoryContractTest
        implements KeyContract,
                ReadContract,
                ListContract,
                DirectoryContract,
                CapabilityContract,
                ConfigContract,
                CloseContract {

    @Override
    public BackendFixture open() throws Exception {
        return ConfigFixture.of(new MemoryConfig("contract"))
                .withLayer(ReadOnlyBackend::new)
                .open();
    }
}
