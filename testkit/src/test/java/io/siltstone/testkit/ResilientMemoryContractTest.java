package io.siltstone.testkit;

import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientConfig;

final class ResilientMemoryContractTest implements BackendContract {

    @Override
    public BackendFixture open() throws Exception {
        return ConfigFixture.of(ResilientConfig.of(new MemoryConfig("contract")))
                .open();
    }
}
