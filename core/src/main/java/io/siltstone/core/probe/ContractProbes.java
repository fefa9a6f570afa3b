package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.error.StorageException;

/**
 * What the contract promises of every store, asked of one as it is configured. An ability that the store does not claim is not
 * tried.
 */
public final class ContractProbes {

    private ContractProbes() {}

    /**
     * Asks everything, and clears the scratch prefix in the end, whatever happens.
     *
     * @return how many objects could not be removed
     */
    public static int askAndClear(Backend store, ProbeRun run) throws StorageException {
        try {
            ask(store, run);
        } catch (StorageException | RuntimeException e) {
            clearQuietly(store, run, e);
            throw e;
        }
        return run.clear(store);
    }

    /** Asks everything, and leaves it to the caller to clear up. */
    public static void ask(Backend store, ProbeRun run) throws StorageException {
        WriteProbes writes = new WriteProbes(store, run);
        ReadProbes reads = new ReadProbes(store, run);
        TransferProbes transfers = new TransferProbes(store, run);
        run.ask("write", writes::write);
        run.ask("create-only", claimed(store, Capability.CREATE_ONLY, writes::createOnly));
        run.ask("replace-version", claimed(store, Capability.REPLACE_VERSION, writes::replaceVersion));
        run.ask("delete-version", claimed(store, Capability.DELETE_VERSION, writes::deleteVersion));
        run.ask("read-version", claimed(store, Capability.READ_VERSION, reads::readVersion));
        run.ask("metadata", claimed(store, Capability.USER_METADATA, writes::metadata));
        run.ask("ranges", reads::ranges);
        run.ask("listing", reads::listing);
        run.ask("delete-batch", writes::deleteBatch);
        run.ask("copy", claimed(store, Capability.SERVER_SIDE_COPY, writes::copy));
        run.ask("resume", claimed(store, Capability.RESUMABLE_WRITE, transfers::resume));
        run.ask("durable-write", claimed(store, Capability.DURABLE_WRITE, () -> ProbeFinding.ok("claimed")));
    }

    private static ProbeRun.Question claimed(Backend store, Capability capability, ProbeRun.Question question) {
        return store.capabilities().supports(capability)
                ? question
                : () -> ProbeFinding.deviates("not offered; refused rather than done in a weaker way");
    }

    private static void clearQuietly(Backend store, ProbeRun run, Exception cause) {
        try {
            run.clear(store);
        } catch (StorageException e) {
            cause.addSuppressed(e);
        }
    }
}
