package io.siltstone.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalContractTest implements BackendContract {

    @TempDir
    Path folder;

    @Override
    public BackendFixture open() throws Exception {
        return LocalStores.below(folder, local -> local).open();
    }
}
