package io.siltstone.core.probe;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;

/**
 * Knows what to ask stores of one kind. Found by {@link java.util.ServiceLoader}; a kind without one is asked what the contract
 * promises, and no more.
 *
 * @param <C> the configuration of such a store
 */
public interface StoreProbe<C extends BackendConfig> {

    Class<C> configType();

    /**
     * Asks everything, {@link ContractProbes} included, and removes whatever that made, also when it is interrupted or fails. A
     * question that fails is an answer, not an error.
     *
     * @param config as the store would be opened; what it says of the store's abilities is not believed
     * @throws StorageException if the store cannot be reached at all, or the thread was interrupted
     */
    ProbeReport probe(C config, ProbeRun run) throws StorageException;
}
