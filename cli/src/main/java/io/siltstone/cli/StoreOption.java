package io.siltstone.cli;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Durability;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalConfig;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/**
 * Which store a command works on.
 *
 * @param address where it is
 * @param source who said so
 */
record StoreOption(String address, Source source) {

    static final String VARIABLE = "SILTSTONE_STORE";

    static final String DEFAULT_ADDRESS = "./siltstone-data";

    /** Who named the store. */
    enum Source {
        OPTION("--store"),
        ENVIRONMENT(VARIABLE),
        DEFAULT("default");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Whether a command may make a store where none is. */
    enum Access {
        READ,
        CREATE
    }

    /** The option before the environment, where an empty variable is none, and that before the default. */
    static StoreOption of(Optional<String> option, Map<String, String> environment) {
        return option.map(address -> new StoreOption(address, Source.OPTION))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE))
                        .filter(address -> !address.isEmpty())
                        .map(address -> new StoreOption(address, Source.ENVIRONMENT)))
                .orElseGet(() -> new StoreOption(DEFAULT_ADDRESS, Source.DEFAULT));
    }

    /** What opens the store; a local one only where it is, unless it may be made. */
    BackendConfig config(Backends backends, Access access) throws StorageException {
        BackendConfig config = backends.parse(address);
        return access == Access.READ && config instanceof LocalConfig local ? local.withoutCreate() : config;
    }

    Storage open(Backends backends, Access access) throws StorageException {
        return open(backends, config(backends, access));
    }

    /** The store for many writes, which outlive what the durability says. */
    Storage openToFill(Backends backends, Durability durability) throws StorageException {
        BackendConfig config = backends.parse(address);
        return open(backends, config instanceof LocalConfig local ? local.withDurability(durability) : config);
    }

    /** The store for trying out; where it is local and missing, one that is empty and leaves nothing. */
    Storage openToTry(Backends backends) throws StorageException {
        BackendConfig config = config(backends, Access.READ);
        boolean missing = config instanceof LocalConfig local && Files.notExists(local.root());
        return open(backends, missing ? backends.parse("mem:dry-run") : config);
    }

    private static Storage open(Backends backends, BackendConfig config) throws StorageException {
        Backend backend = backends.open(backends.withDefaultLayers(config));
        return Storage.of(backend, StorageSettings.DEFAULT, backends.runtime());
    }
}
