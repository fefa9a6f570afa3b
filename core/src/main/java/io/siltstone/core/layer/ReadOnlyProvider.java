package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.config.BackendConfig;

/** Opens a {@link ReadOnlyBackend}. */
public final class ReadOnlyProvider extends LayerProvider<ReadOnlyConfig> {

    public ReadOnlyProvider() {
        super(ReadOnlyConfig.TYPE, ReadOnlyConfig.class);
    }

    @Override
    BackendConfig below(ReadOnlyConfig config) {
        return config.inner();
    }

    @Override
    Backend over(Backend inner, ReadOnlyConfig config) {
        return new ReadOnlyBackend(inner);
    }
}
