package io.siltstone.s3;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;

/**
 * A client of a bucket and the keys that it signs with, without a store around it.
 *
 * @param calls the ways in and out of a request
 * @param access where credentials come from
 */
record S3Link(S3Calls calls, S3Access access) implements AutoCloseable {

    static S3Link open(S3Config config, S3Secrets secrets, StoreRuntime runtime) throws StorageException {
        S3Sealing sealing = new S3Sealing(config, secrets.customerKey());
        S3Clients clients = new S3Clients(config);
        S3Access access = S3Access.of(config, secrets, runtime.environment(), clients);
        return new S3Link(new S3Calls(clients.store(access), config, sealing, runtime), access);
    }

    @Override
    public void close() {
        calls.close();
        access.close();
    }
}
