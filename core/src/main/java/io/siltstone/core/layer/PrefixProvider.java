package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;

/** Opens a {@link PrefixBackend}. */
public final class PrefixProvider extends LayerProvider<PrefixConfig> {

    public PrefixProvider() {
        super(PrefixConfig.TYPE, PrefixConfig.class);
    }

    @Override
    protected BackendConfig below(PrefixConfig config) {
        return config.inner();
    }

    @Override
    protected Backend over(Backend inner, PrefixConfig config, StoreRuntime runtime) {
        return new PrefixBackend(inner, config.prefix());
    }
}
