package io.siltstone.jobs.sync;

/** With the S3 gateway of Ceph. */
final class S3SyncTest implements RemoteSync {

    @Override
    public RemoteStore newStore() {
        return RemoteStore.ceph(5);
    }
}
