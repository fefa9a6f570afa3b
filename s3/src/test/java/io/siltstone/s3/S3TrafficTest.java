package io.siltstone.s3;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.TrafficContract;
import io.siltstone.testkit.s3.S3FaultServer;
import java.util.Map;

/** With parts of 5 MiB from there on, the least that there are. */
final class S3TrafficTest implements TrafficContract {

    private static final int PART = 5 << 20;

    @Override
    public int partBytes() {
        return PART;
    }

    @Override
    public int pageObjects() {
        return 1000;
    }

    /**
     * The first answer is of the whole object, here of three parts and a few bytes, and left after its first part. All that
     * is behind that may be on its way by then: systems hold up to 32 MiB for a connection.
     */
    @Override
    public int unreadBytes() {
        return 2 * PART + 17;
    }

    @Override
    public int heldBackBytes() {
        return PART;
    }

    @Override
    public int batchObjects() {
        return 1000;
    }

    @Override
    public Line open() throws Exception {
        S3FaultServer server = new S3FaultServer("bucket");
        Environment keys = Environment.of(Map.of(S3Secrets.KEY_VARIABLE, "key", S3Secrets.SECRET_VARIABLE, "secret"));
        Map<String, String> settings = Map.of(
                "endpoint",
                server.endpoint().toString(),
                "pathStyle",
                "true",
                "partBytes",
                "" + PART,
                "multipartBytes",
                "" + PART,
                "partsInFlight",
                "2");
        Backend backend =
                Backends.with(StoreRuntime.system().withEnvironment(keys)).open(S3Config.of("bucket", settings));
        return new Line() {
            @Override
            public Backend backend() {
                return backend;
            }

            @Override
            public long received() {
                return server.received();
            }

            @Override
            public long sent() {
                return server.sent();
            }

            @Override
            public long requests() {
                return server.requests();
            }

            @Override
            public void close() throws StorageException {
                backend.close();
                server.close();
            }
        };
    }
}
