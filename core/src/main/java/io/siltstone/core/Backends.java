package io.siltstone.core;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Opens backends by address, by configuration or by the JSON of one, with whatever providers are on the class path. */
public final class Backends {

    private final StoreRuntime runtime;
    private final Map<String, BackendProvider<?>> byType = new LinkedHashMap<>();
    private final Map<String, BackendProvider<?>> byScheme = new LinkedHashMap<>();
    private final ConfigCodec codec;

    private Backends(StoreRuntime runtime, Iterable<? extends BackendProvider<?>> providers) {
        this.runtime = runtime;
        for (BackendProvider<?> provider : providers) {
            byType.putIfAbsent(provider.type(), provider);
            provider.schemes().forEach(scheme -> byScheme.putIfAbsent(scheme, provider));
        }
        this.codec =
                new ConfigCodec(type -> Optional.ofNullable(byType.get(type)).map(BackendProvider::configType));
    }

    /** The providers that {@link ServiceLoader} finds, on the machine's own clocks and randomness. */
    public static Backends system() {
        return with(StoreRuntime.system());
    }

    /** The providers that {@link ServiceLoader} finds, on the runtime given. */
    public static Backends with(StoreRuntime runtime) {
        return new Backends(
                runtime,
                ServiceLoader.load(BackendProvider.class).stream()
                        .<BackendProvider<?>>map(ServiceLoader.Provider::get)
                        .toList());
    }

    /**
     * Opens the store at an address: {@code file:/data}, a plain path, {@code mem:name}; under the layers of {@link
     * #withDefaultLayers}.
     *
     * @throws ConfigurationException if no provider knows the scheme, a parameter is not known, or the store is missing
     */
    public Backend open(String address) throws StorageException {
        return open(withDefaultLayers(parse(address)));
    }

    /** Opens the store of the configuration, exactly as it says: with the layers that it names and no other. */
    public Backend open(BackendConfig config) throws StorageException {
        return open(provider(byType, config.type(), "backend of type"), config);
    }

    /** Opens the store that {@link Storage#configJson} described, in this process or another. */
    public Backend fromJson(String json) throws StorageException {
        return open(codec.fromJson(json));
    }

    /**
     * The configuration under the layers that every store opened by its address has: {@code ResilientBackend}, with its
     * defaults. One that is the outermost already is not put there twice.
     */
    public BackendConfig withDefaultLayers(BackendConfig config) {
        BackendConfig layered = config;
        for (BackendProvider<?> provider : byType.values()) {
            if (!provider.type().equals(config.type())) {
                layered = provider.byDefaultOver(layered).orElse(layered);
            }
        }
        return layered;
    }

    /** The configuration of the store that an address says, unopened and without any layer. */
    public BackendConfig parse(String address) throws StorageException {
        return parse(StoreUri.parse(address));
    }

    /** The configuration of the store that an address says, unopened and without any layer. */
    public BackendConfig parse(StoreUri uri) throws StorageException {
        return provider(byScheme, uri.scheme(), "scheme").parse(uri, this);
    }

    /** A provider's record from parameters, for {@link BackendProvider#parse}. */
    public <C extends BackendConfig> C config(Class<C> type, Map<String, String> parameters)
            throws ConfigurationException {
        return codec.fromParameters(type, parameters);
    }

    public StoreRuntime runtime() {
        return runtime;
    }

    private <C extends BackendConfig> Backend open(BackendProvider<C> provider, BackendConfig config)
            throws StorageException {
        return provider.open(provider.configType().cast(config), this);
    }

    private static BackendProvider<?> provider(Map<String, BackendProvider<?>> providers, String name, String what)
            throws ConfigurationException {
        BackendProvider<?> provider = providers.get(name);
        if (provider == null) {
            Set<String> known = new TreeSet<>(providers.keySet());
            // A path without a scheme cannot be what was meant.
            known.remove("");
            throw new ConfigurationException(
                    ErrorContext.of(Operation.OPEN, "store"),
                    "no " + what + " `" + name + "` is known; known are: " + known);
        }
        return provider;
    }
}
