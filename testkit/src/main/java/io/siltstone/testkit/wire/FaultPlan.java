package io.siltstone.testkit.wire;

import io.siltstone.core.Backend;
import io.siltstone.core.error.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link FaultSuite} tries with one kind of store. */
public interface FaultPlan {

    /** Which requests each deed makes that can be struck, by the names of the server's operations. */
    Map<Deed, Set<String>> requests();

    /** What strikes. */
    List<StoreFault> faults();

    /** Whether a client can find the fault out, there, by what it asked for. */
    boolean applies(StoreFault fault, String operation, Deed deed);

    /**
     * Whether one such fault is got over by trying again: the deed is then done although it was struck.
     *
     * @see FaultSuite#outlive
     */
    boolean passes(StoreFault fault, String operation, Deed deed);

    /** The most requests for the operation that one attempt makes, what it does about its failure included. */
    int requestsOfAnAttempt(String operation);

    /** Starts a server with an empty store. */
    Server start(long seed);

    /** A server that goes wrong, as a suite needs it. */
    interface Server extends AutoCloseable {

        /** Opens the store, without a layer that tries again; a request that is silent for longer than that has failed. */
        Backend open(Duration patience) throws StorageException;

        void add(WireRule rule);

        /** Forgets the rules. */
        void clear();

        /** How many requests for the operation came so far. */
        long requests(String operation);

        @Override
        void close();
    }
}
