package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/** Writes that outlive their process: what was staged is found again, whichever process asks. */
public interface ResumableWriter {

    /**
     * Takes up the transfer of this source to this key, or begins it. Nothing is visible under the key before
     * {@link Transfer#commit}.
     *
     * @param options how to publish in the end; must be the same each time the transfer is taken up
     * @throws io.siltstone.core.error.ResumeNotSupportedException if the store cannot stage between calls
     * @throws io.siltstone.core.error.TransferBusyException if another owner holds the transfer
     */
    Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options) throws StorageException;

    /** The transfers that hold staged bytes, in no particular order. */
    Listing<TransferInfo> listTransfers() throws StorageException;
}
