package io.siltstone.testkit;

import io.siltstone.core.memory.MemoryConfig;

final class MemoryContractTest implements BackendContract {

    @Override
    public BackendFixture open() throws Exception {
        return ConfigFixture.of(new MemoryConfig("contract")).open();
    }
}
