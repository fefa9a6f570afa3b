package io.siltstone.jobs.sync;

/** With Azurite. */
final class AzureSyncTest implements RemoteSync {

    @Override
    public RemoteStore newStore() {
        return RemoteStore.azurite(5);
    }
}
