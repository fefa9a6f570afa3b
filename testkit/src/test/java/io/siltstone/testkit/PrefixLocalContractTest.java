package io.siltstone.testkit;

import io.siltstone.core.layer.PrefixConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class PrefixLocalContractTest implements BackendContract {

    @TempDir
    Path folder;

    @Override
    public BackendFixture open() throws Exception {
        return LocalStores.below(folder, local -> new PrefixConfig(local, "tenant1/data"))
                .open();
    }
}
