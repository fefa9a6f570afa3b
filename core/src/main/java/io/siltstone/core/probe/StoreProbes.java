package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Examines any store. */
public final class StoreProbes {

    private StoreProbes() {}

    /**
     * Asks the store of the configuration everything that its kind is asked, without any layer: what a retry would hide is
     * what is looked for. Writes below a scratch prefix alone, which is removed in the end, whatever happens.
     *
     * @throws StorageException if the store cannot be reached at all, or the thread was interrupted
     */
    public static ProbeReport run(BackendConfig config, Backends backends, ProbeListener listener)
            throws StorageException {
        ProbeRun run = ProbeRun.begin(backends, listener);
        Optional<StoreProbe<?>> own = ServiceLoader.load(StoreProbe.class).stream()
                .<StoreProbe<?>>map(ServiceLoader.Provider::get)
                .filter(probe -> probe.configType().isInstance(config))
                .findFirst();
        return own.isPresent() ? typed(own.get(), config, run) : contract(config, run);
    }

    private static <C extends BackendConfig> ProbeReport typed(StoreProbe<C> probe, BackendConfig config, ProbeRun run)
            throws StorageException {
        return probe.probe(probe.configType().cast(config), run);
    }

    private static ProbeReport contract(BackendConfig config, ProbeRun run) throws StorageException {
        try (Backend store = run.backends().open(config)) {
            int leftovers = ContractProbes.askAndClear(store, run);
            return run.report(config, Set.of(), leftovers);
        }
    }
}
