package io.siltstone.testkit;

import io.siltstone.core.layer.PrefixConfig;
import io.siltstone.core.memory.MemoryConfig;

final class PrefixMemoryContractTest implements BackendContract {

    @Override
    public BackendFixture open() throws Exception {
        return ConfigFixture.of(new PrefixConfig(new MemoryConfig("contract"), "tenant1/data"))
                .open();
    }
}
