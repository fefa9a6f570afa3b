package io.siltstone.jobs.sync;

import io.siltstone.core.Storage;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.ledger.Ledger;
import java.util.HexFormat;
import java.util.concurrent.Executor;

/**
 * Makes one store hold what another holds. What the target's ledger knows to be equal is neither read nor sent; what it
 * does not know, but has the same size, is compared by content; the rest is copied. Times never decide. May be repeated,
 * stopped at any moment, and run beside another one: what is published is always a whole object of the source.
 */
public final class SyncJob {

    private static final int RUN_BYTES = 8;

    private SyncJob() {}

    /**
     * Passes when neither of two places holds the other, as far as their names tell; {@link #run} looks closer.
     *
     * @throws io.siltstone.core.error.ConfigurationException if one does
     */
    public static void requireApart(StoreLocation source, StoreLocation target) throws StorageException {
        StorePair.requireApart(source, target);
    }

    /**
     * Replicates what the request names. What fails with one object is in the report, and so is what ended the run early;
     * thrown is what kept it from beginning.
     *
     * @param executor reads and writes; at most {@link SyncRequest#transfers} at a time
     * @param runtime for the names of runs, the rate, and when segments of the ledger were merged
     * @throws io.siltstone.core.error.ConfigurationException if the stores are one, or one lies inside the other
     * @throws io.siltstone.core.error.CancelledException if the calling thread is interrupted; what was done stays
     */
    public static SyncReport run(
            Storage source,
            Storage target,
            SyncRequest request,
            Executor executor,
            StoreRuntime runtime,
            SyncListener listener)
            throws StorageException {
        StorePair.requireApart(source, target, !request.dryRun(), runtime.random());
        String name = StorePair.nameOf(source);
        Ledger ledger = Ledger.open(target, name, runtime.clock());
        byte[] id = new byte[RUN_BYTES];
        runtime.random().nextBytes(id);
        Pace pace = new Pace(
                new Bandwidth(request.bytesPerSecond(), runtime.nanoTime(), runtime.sleeper()),
                runtime.sleeper(),
                listener,
                ErrorContext.of(Operation.COPY, target.location().root()));
        SyncRun run = new SyncRun(
                source,
                target,
                request,
                executor,
                new ObjectCopy(source, target, request.resumeFromBytes(), name, pace),
                pace,
                new Tally(listener));
        return run.run(ledger, ledger.recorder(HexFormat.of().formatHex(id)));
    }
}
