package io.siltstone.azure;

import io.siltstone.core.error.StorageException;
import java.util.Optional;

/** Lines of a listing, one after another. For one thread. */
interface AzureBlobCursor {

    /** The next line; empty after the last. */
    Optional<AzureBlobEntry> next() throws StorageException;
}
