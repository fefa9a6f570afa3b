package io.siltstone.testkit;

import io.siltstone.core.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What forcing to disk has a part in. */
final class DurableLocalContractTest
        implements WriteContract,
                ConditionalWriteContract,
                CopyContract,
                ResumeContract,
                SweepContract,
                DirectoryRemoveContract,
                ConcurrencyContract {

    @TempDir
    Path folder;

    @Override
    public BackendFixture open() throws Exception {
        return LocalStores.below(folder, Durability.FULL, local -> local).open();
    }
}
