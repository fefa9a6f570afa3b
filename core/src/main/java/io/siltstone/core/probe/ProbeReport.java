package io.siltstone.core.probe;

import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.StorageException;
import java.util.List;
import java.util.Set;

/**
 * What all probes found.
 *
 * @param results in the order asked
 * @param config the configuration that is honest about the store
 * @param pinned settings that an address should name even where they are the default, since the environment would decide
 * @param leftovers how many objects below the scratch prefix could not be removed
 */
public record ProbeReport(List<ProbeResult> results, BackendConfig config, Set<String> pinned, int leftovers) {

    public ProbeReport {
        results = List.copyOf(results);
        pinned = Set.copyOf(pinned);
    }

    /**
     * The address under which the store is opened with the honest configuration, whatever the environment says.
     *
     * @param given the address that the store was opened by, whose parameters do not count
     * @throws StorageException if the address does not lead to a store of this kind
     */
    public StoreUri address(StoreUri given, Backends backends) throws StorageException {
        Backends alone = Backends.with(backends.runtime().withEnvironment(Environment.EMPTY));
        BackendConfig byDefault = alone.parse(given.bare());
        return given.withParameters(ConfigCodec.differences(byDefault, config, pinned));
    }
}
