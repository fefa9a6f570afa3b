package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;

/** Opens a {@link ReadOnlyBackend}. */
public final class ReadOnlyProvider extends LayerProvider<ReadOnlyConfig> {

    public ReadOnlyProvider() {
        super(ReadOnlyConfig.TYPE, ReadOnlyConfig.class);
    }

    @Override
    protected BackendConfig below(ReadOnlyConfig config) {
        return config.inner();
    }

    @Override
    protected Backend over(Backend inner, ReadOnlyConfig config, StoreRuntime runtime) {
        return new ReadOnlyBackend(inner);
    }
}
