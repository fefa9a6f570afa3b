package io.siltstone.testkit.s3;

import io.siltstone.core.Sleeper;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireRule;
import io.siltstone.testkit.wire.WireServer;
import java.net.URI;
import java.time.InstantSource;

/**
 * An S3 server in this process, on a free loopback port, path style, plain HTTP. Every key, secret and region is accepted.
 *
 * <pre>{@code
 * try (S3FaultServer server = new S3FaultServer("bucket")) {
 *     server.add(WireRule.once(S3Operation.GET_OBJECT.name(), WireFault.CUT_BODY));
 *     ... a client of server.endpoint() ...
 * }
 * }</pre>
 */
public final class S3FaultServer implements AutoCloseable {

    /** The one that the server says it is in. */
    public static final String REGION = "us-east-1";

    private final S3Buckets buckets = new S3Buckets();
    private final WireServer server;

    /** With one empty bucket, the machine's clock and a fixed seed. */
    public S3FaultServer(String bucket) {
        this(bucket, StoreRuntime.system().clock(), Sleeper.system(), 1);
    }

    /**
     * With one empty bucket.
     *
     * @param clock dates objects
     * @param sleeper waits between the bytes of a trickle
     * @param seed decides where bodies are cut and which bits flip
     */
    public S3FaultServer(String bucket, InstantSource clock, Sleeper sleeper, long seed) {
        buckets.add(bucket);
        this.server = new WireServer(new S3Handler(buckets, clock), seed, sleeper);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Makes requests go wrong from now on; operations are the names of {@link S3Operation}. */
    public void add(WireRule rule) {
        server.add(rule);
    }

    /** Makes the next request for the operation go wrong. */
    public void strikeOnce(S3Operation operation, StoreFault fault) {
        add(WireRule.once(operation.name(), fault));
    }

    /** Makes every request for the operation go wrong. */
    public void strikeAlways(S3Operation operation, StoreFault fault) {
        add(WireRule.always(operation.name(), fault));
    }

    /** Forgets all rules. */
    public void clear() {
        server.clear();
    }

    /** How many requests for the operation came over the wire. */
    public long requests(S3Operation operation) {
        return server.requests(operation.name());
    }

    /** How many requests came over the wire. */
    public long requests() {
        return server.requests();
    }

    /** How many bytes the bodies of requests had. */
    public long received() {
        return server.received();
    }

    /** How many bytes the bodies of answers had. */
    public long sent() {
        return server.sent();
    }

    /**
     * Makes an empty bucket.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public void createBucket(String name) {
        if (!buckets.add(name)) {
            throw new IllegalArgumentException("there is a bucket " + name);
        }
    }

    /** Takes a bucket away with all that is in it. */
    public void loseBucket(String name) {
        buckets.lose(name);
    }

    /** Ends all connections and threads. */
    @Override
    public void close() {
        server.close();
    }
}
