package io.siltstone.s3;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layer.PrefixBackend;

/** A bucket below its prefix, told by one configuration: the prefix is a setting of the store, not a layer of the user's. */
final class S3PrefixedBackend extends ForwardingBackend {

    private final S3Config config;

    S3PrefixedBackend(PrefixBackend inner, S3Config config) {
        super(inner);
        this.config = config;
    }

    @Override
    public BackendConfig config() {
        return config;
    }
}
