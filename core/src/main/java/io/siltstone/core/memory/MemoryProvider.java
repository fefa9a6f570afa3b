package io.siltstone.core.memory;

import io.siltstone.core.Backend;
import io.siltstone.core.BackendProvider;
import io.siltstone.core.Backends;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens {@code mem:}, {@code mem:name} and {@code mem://name}: an empty store each time. */
public final class MemoryProvider implements BackendProvider<MemoryConfig> {

    /** The scheme in addresses. */
    static final String SCHEME = "mem";

    @Override
    public String type() {
        return MemoryConfig.TYPE;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public Class<MemoryConfig> configType() {
        return MemoryConfig.class;
    }

    @Override
    public MemoryConfig parse(StoreUri uri, Backends backends) throws StorageException {
        if (!uri.authority().isEmpty() && !uri.path().isEmpty()) {
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, SCHEME), "a store in memory has a name and no path: mem:name");
        }
        Map<String, String> parameters = new HashMap<>(uri.parameters());
        String name = uri.authority() + uri.path();
        if (!name.isEmpty() && parameters.put("name", name) != null) {
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, SCHEME),
                    "`name` is given twice: in the address and as a parameter");
        }
        return backends.config(MemoryConfig.class, parameters);
    }

    @Override
    public Backend open(MemoryConfig config, Backends backends) {
        return new MemoryBackend(config, backends.runtime());
    }
}
