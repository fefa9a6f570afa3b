package io.siltstone.testkit;

import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientConfig;

final class HedgedMemoryContractTest implements BackendContract {

    @Override
    public BackendFixture open() throws Exception {
        ResilientConfig config = ResilientConfig.of(new MemoryConfig("contract"));
        return ConfigFixture.of(config.withHedgedReads(true)).open();
    }
}
