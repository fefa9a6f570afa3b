package io.siltstone.testkit.azure;

import io.siltstone.core.Sleeper;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireRule;
import io.siltstone.testkit.wire.WireServer;
import java.net.URI;
import java.time.InstantSource;

/**
 * A Blob service in this process, on a free loopback port, the account in the path, plain HTTP. Every key and signature is
 * accepted. Leases last until they are released, or until {@link #expireLeases}: no clock ends them.
 *
 * <pre>{@code
 * try (AzureFaultServer server = new AzureFaultServer("container")) {
 *     server.strikeOnce(AzureOperation.GET_BLOB, WireFault.CUT_BODY);
 *     ... a client of server.endpoint() ...
 * }
 * }</pre>
 */
public final class AzureFaultServer implements AutoCloseable {

    /** The one account. */
    public static final String ACCOUNT = "faultaccount";

    /** A key in the form that clients ask for; it opens nothing, and any other is as good. */
    public static final String KEY = "bm9uZQ==";

    private final AzureContainers containers = new AzureContainers();
    private final WireServer server;

    /** With one empty container, the machine's clock and a fixed seed. */
    public AzureFaultServer(String container) {
        this(container, StoreRuntime.system().clock(), Sleeper.system(), 1);
    }

    /**
     * With one empty container.
     *
     * @param clock dates blobs and answers
     * @param sleeper waits between the bytes of a trickle
     * @param seed decides where bodies are cut and which bits flip
     */
    public AzureFaultServer(String container, InstantSource clock, Sleeper sleeper, long seed) {
        containers.create(container);
        this.server = new WireServer(new AzureHandler(containers, clock), seed, sleeper);
    }

    /** With the account, and without a slash at its end. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + ACCOUNT);
    }

    /** Makes requests go wrong from now on; operations are the names of {@link AzureOperation}. */
    public void add(WireRule rule) {
        server.add(rule);
    }

    /** Makes the next request for the operation go wrong. */
    public void strikeOnce(AzureOperation operation, StoreFault fault) {
        add(WireRule.once(operation.name(), fault));
    }

    /** Makes every request for the operation go wrong. */
    public void strikeAlways(AzureOperation operation, StoreFault fault) {
        add(WireRule.always(operation.name(), fault));
    }

    /** Forgets all rules. */
    public void clear() {
        server.clear();
    }

    /** How many requests for the operation came over the wire. */
    public long requests(AzureOperation operation) {
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
     * Makes an empty container.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public void createContainer(String name) {
        if (!containers.create(name)) {
            throw new IllegalArgumentException("there is a container " + name);
        }
    }

    /** Takes a container away with all that is in it. */
    public void loseContainer(String name) {
        containers.lose(name);
    }

    /** Ends every lease as the passing of its time would: its owner can renew it until somebody else has taken one. */
    public void expireLeases() {
        containers.expireLeases();
    }

    /** Ends all connections and threads. */
    @Override
    public void close() {
        server.close();
    }
}
