package io.siltstone.core;

import io.siltstone.core.error.StorageException;

/** Finds and removes what writers that died have left staged. Never a published object. */
public interface StagingSweeper {

    /**
     * Removes staged bytes that no live owner holds and nobody has touched for the time given. Age is measured by the
     * store's clock. May be repeated and may run beside writers.
     */
    SweepReport sweep(SweepRequest request) throws StorageException;
}
