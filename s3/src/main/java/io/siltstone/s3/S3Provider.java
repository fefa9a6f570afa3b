package io.siltstone.s3;

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
import java.util.regex.Pattern;

/**
 * Opens {@code s3://bucket/prefix?name=value}, the names being those of {@link S3Config}; {@code s3a} and {@code s3n} mean
 * the same, {@code minio} addresses the bucket in the path. What the address leaves out comes from the variables of the
 * AWS tools.
 */
public final class S3Provider implements BackendProvider<S3Config> {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.OPEN, S3Config.TYPE);
    private static final String MINIO = "minio";
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|password|token|credential|access-?_?key).*");

    @Override
    public String type() {
        return S3Config.TYPE;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("s3", "s3a", "s3n", MINIO);
    }

    @Override
    public Class<S3Config> configType() {
        return S3Config.class;
    }

    @Override
    public S3Config parse(StoreUri uri, Backends backends) throws StorageException {
        Map<String, String> settings =
                new HashMap<>(S3Variables.settings(backends.runtime().environment()));
        if (uri.scheme().equals(MINIO)) {
            settings.put("pathStyle", "true");
        }
        for (Map.Entry<String, String> parameter : uri.parameters().entrySet()) {
            String name = parameter.getKey();
            if (name.equals("bucket") || name.equals("prefix")) {
                throw new ConfigurationException(CONTEXT, "`" + name + "` is written as in s3://bucket/prefix");
            }
            if (SECRET.matcher(name).matches()) {
                throw new ConfigurationException(
                        CONTEXT, "`" + name + "`: an address holds no secret; set AWS_ACCESS_KEY_ID and its kin");
            }
            settings.put(name, parameter.getValue());
        }
        settings.put("bucket", uri.authority());
        settings.put("prefix", uri.path().startsWith("/") ? uri.path().substring(1) : uri.path());
        return backends.config(S3Config.class, settings);
    }

    @Override
    public Backend open(S3Config config, Backends backends) throws StorageException {
        return S3Backend.open(config, S3Secrets.of(backends.runtime().environment()), backends.runtime());
    }
}
