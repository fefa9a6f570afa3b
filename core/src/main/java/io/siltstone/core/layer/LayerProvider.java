package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.BackendProvider;
import io.siltstone.core.Backends;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.Set;

/** A provider of a layer: it has no address of its own, and opens what lies below it first. */
public abstract class LayerProvider<C extends BackendConfig> implements BackendProvider<C> {

    private final String type;
    private final Class<C> configType;

    protected LayerProvider(String type, Class<C> configType) {
        this.type = type;
        this.configType = configType;
    }

    /** The configuration of what lies below. */
    protected abstract BackendConfig below(C config);

    /** The layer over the opened backend, on the runtime given. */
    protected abstract Backend over(Backend inner, C config, StoreRuntime runtime) throws StorageException;

    /** Opens what lies below. */
    protected Backend openBelow(C config, Backends backends) throws StorageException {
        return backends.open(below(config));
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final Set<String> schemes() {
        return Set.of();
    }

    @Override
    public final Class<C> configType() {
        return configType;
    }

    @Override
    public final C parse(StoreUri uri, Backends backends) throws StorageException {
        throw new ConfigurationException(
                ErrorContext.of(Operation.OPEN, type), "a layer has no address; give it as JSON");
    }

    @Override
    public final Backend open(C config, Backends backends) throws StorageException {
        Backend inner = openBelow(config, backends);
        try {
            return over(inner, config, backends.runtime());
        } catch (IllegalArgumentException e) {
            inner.close();
            throw new ConfigurationException(ErrorContext.of(Operation.OPEN, type), String.valueOf(e.getMessage()), e);
        } catch (StorageException | RuntimeException e) {
            inner.close();
            throw e;
        }
    }
}
