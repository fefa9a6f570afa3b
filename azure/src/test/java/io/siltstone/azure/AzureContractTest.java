package io.siltstone.azure;

import io.siltstone.testkit.BackendContract;
import io.siltstone.testkit.BackendFixture;

/** The whole contract in a container of Azurite. */
final class AzureContractTest implements BackendContract {

    @Override
    public BackendFixture open() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        return store.fixture(store.config());
    }

    @Override
    public int seeds() {
        return 5;
    }
}
