package io.siltstone.testkit;

import io.siltstone.core.resilience.ResilientConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ResilientLocalContractTest implements BackendContract {

    @TempDir
    Path folder;

    @Override
    public BackendFixture open() throws Exception {
        return LocalStores.below(folder, ResilientConfig::of).open();
    }
}
