package io.siltstone.core.local;

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

/** Opens plain paths, {@code file:/path} and {@code file:///path}, the other settings as parameters. */
public final class LocalProvider implements BackendProvider<LocalConfig> {

    private static final String ROOT = "root";
    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.OPEN, "file");

    @Override
    public String type() {
        return LocalConfig.TYPE;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("", "file");
    }

    @Override
    public Class<LocalConfig> configType() {
        return LocalConfig.class;
    }

    @Override
    public LocalConfig parse(StoreUri uri, Backends backends) throws StorageException {
        if (!uri.authority().isEmpty() && !uri.authority().equals("localhost")) {
            throw new ConfigurationException(
                    CONTEXT, "a file address names no host: write file:///" + uri.authority() + uri.path());
        }
        if (uri.path().isEmpty()) {
            throw new ConfigurationException(CONTEXT, "a file address names a path: file:/data");
        }
        Map<String, String> settings = new HashMap<>(uri.parameters());
        if (settings.put(ROOT, uri.path()) != null) {
            throw new ConfigurationException(CONTEXT, "`root` is the path of the address and no parameter of it");
        }
        return backends.config(LocalConfig.class, settings);
    }

    @Override
    public Backend open(LocalConfig config, Backends backends) throws StorageException {
        return LocalBackend.open(config, backends.runtime());
    }
}
