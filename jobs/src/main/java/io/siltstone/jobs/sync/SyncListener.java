package io.siltstone.jobs.sync;

import io.siltstone.core.ObjectInfo;

/** Is told how a replication goes on. */
public interface SyncListener {

    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {
        @Override
        public void onFound(ObjectInfo object) {}

        @Override
        public void onSent(long bytes) {}

        @Override
        public void onDone(SyncAction action, ObjectInfo object) {}

        @Override
        public void onFailed(SyncFailure failure) {}
    };

    /** An object was found that needs work; on the thread that runs the job. */
    void onFound(ObjectInfo object);

    /** So many bytes went to the target; on any thread. */
    void onSent(long bytes);

    /**
     * An object was dealt with, in a dry run as it would be; on the thread that runs the job, in the order of keys, what is
     * deleted after everything else.
     *
     * @param object as the source has it; as the target has it where it is deleted
     */
    void onDone(SyncAction action, ObjectInfo object);

    /** An object could not be dealt with; as {@link #onDone}. */
    void onFailed(SyncFailure failure);
}
