package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.LayerProvider;
import java.util.Optional;

/** Opens a {@link ResilientBackend}, and puts one over every store that is opened by its address. */
public final class ResilientProvider extends LayerProvider<ResilientConfig> {

    public ResilientProvider() {
        super(ResilientConfig.TYPE, ResilientConfig.class);
    }

    @Override
    public Optional<BackendConfig> byDefaultOver(BackendConfig store) {
        return Optional.of(ResilientConfig.of(store));
    }

    @Override
    protected BackendConfig below(ResilientConfig config) {
        return config.inner();
    }

    /** Tried again like any call; whether the store lies on this machine is not yet known. */
    @Override
    protected Backend openBelow(ResilientConfig config, Backends backends) throws StorageException {
        RetryLoop loop = new RetryLoop(config.inner().type(), config, new Classification(false), backends.runtime());
        return loop.run(Operation.OPEN, "", () -> backends.open(config.inner()));
    }

    @Override
    protected Backend over(Backend inner, ResilientConfig config, StoreRuntime runtime) {
        return new ResilientBackend(inner, config, runtime);
    }
}
