package io.siltstone.jobs.sync;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.testservers.AzuriteServer;
import io.siltstone.testservers.CephServer;
import java.util.Map;

/**
 * An empty bucket or container of a real server.
 *
 * @param address where it is
 * @param spelling the same under another name of the host
 * @param variables the credentials, as a process finds them in its environment
 * @param secret the one among them that may be nowhere
 */
record RemoteStore(String address, String spelling, Map<String, String> variables, String secret) {

    /** Parts of 5 MiB, the least that S3 takes, with what the server gets wrong said in the address. */
    static RemoteStore ceph(int partsInFlight) {
        CephServer server = CephServer.shared();
        String address =
                server.address(server.newBucket()) + "&partBytes=" + PART_BYTES + "&partsInFlight=" + partsInFlight;
        return new RemoteStore(
                address,
                address.replace("s3://", "s3a://").replace("127.0.0.1", "localhost"),
                Map.of("AWS_ACCESS_KEY_ID", server.accessKey(), "AWS_SECRET_ACCESS_KEY", server.secretKey()),
                server.secretKey());
    }

    /** Blocks of 5 MiB, and the shortest leases; a connection does not grow older than Azurite lets it. */
    static RemoteStore azurite(int blocksInFlight) {
        AzuriteServer server = AzuriteServer.shared();
        String address = "://" + server.newContainer() + "?endpoint=" + server.endpoint() + "&blockSizeBytes="
                + PART_BYTES + "&concurrency=" + blocksInFlight + "&idleTimeout=PT2S&requestTimeout=PT15S";
        return new RemoteStore(
                "az" + address,
                "azure" + address.replace("127.0.0.1", "localhost"),
                Map.of("AZURE_STORAGE_ACCOUNT", server.account(), "AZURE_STORAGE_KEY", server.accountKey()),
                server.accountKey());
    }

    static final int PART_BYTES = 5 << 20;

    Backend open() throws StorageException {
        return open(address);
    }

    Backend openOtherwise() throws StorageException {
        return open(spelling);
    }

    private Backend open(String name) throws StorageException {
        return Backends.with(StoreRuntime.system().withEnvironment(Environment.of(variables)))
                .open(name);
    }
}
