package io.siltstone.cli;

import io.siltstone.core.Backend;
import io.siltstone.core.BackendProvider;
import io.siltstone.core.Backends;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigDefault;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultBackend;
import io.siltstone.testkit.FaultRule;
import java.util.Set;

/** Opens {@code flaky:}, an empty store in memory whose first call of each operation fails. */
public final class FlakyProvider implements BackendProvider<FlakyProvider.Config> {

    /** Settings of the store: it has a name. */
    public record Config(@ConfigDefault("flaky") String name) implements BackendConfig {
        @Override
        public String type() {
            return "flaky";
        }
    }

    @Override
    public String type() {
        return "flaky";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("flaky");
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Config parse(StoreUri uri, Backends backends) throws StorageException {
        return backends.config(Config.class, uri.parameters());
    }

    @Override
    public Backend open(Config config, Backends backends) {
        FaultBackend faults = new FaultBackend(new MemoryBackend(new MemoryConfig(config.name()), backends.runtime()));
        for (Operation operation : Operation.values()) {
            if (operation != Operation.CLOSE) {
                faults.add(FaultRule.on(operation, Fault.failBefore(UnavailableException::new))
                        .first(1));
            }
        }
        return faults;
    }
}
