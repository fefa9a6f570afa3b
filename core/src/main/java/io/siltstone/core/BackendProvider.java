package io.siltstone.core;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.StorageException;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one type of backend or layer. Found by {@link java.util.ServiceLoader}, so that a new one is a module and no edit
 * elsewhere.
 *
 * @param <C> its configuration record
 */
public interface BackendProvider<C extends BackendConfig> {

    /** As in {@link BackendConfig#type}. */
    String type();

    /** The URI schemes that it opens, lower case; the empty text stands for plain paths; none for a layer. */
    Set<String> schemes();

    Class<C> configType();

    /**
     * The configuration that an address says.
     *
     * @throws io.siltstone.core.error.ConfigurationException if the address or a parameter of it is wrong, by name
     */
    C parse(StoreUri uri, Backends backends) throws StorageException;

    /**
     * Opens the store and checks that it is there and usable.
     *
     * @param backends gives the runtime, and opens what a layer lies over
     * @throws io.siltstone.core.error.ConfigurationException if the store is missing or cannot be what is configured
     */
    Backend open(C config, Backends backends) throws StorageException;

    /**
     * The layer's configuration over a store that is opened by its address; empty for a backend, and for a layer that is
     * used where it is named only.
     */
    default Optional<BackendConfig> byDefaultOver(BackendConfig store) {
        return Optional.empty();
    }
}
