package io.siltstone.azure;

import io.siltstone.core.Backend;
import io.siltstone.core.BackendProvider;
import io.siltstone.core.Backends;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens {@code az://container/prefix} and {@code azure://container/prefix}, with the fields of {@link AzureBlobConfig} as
 * parameters, and {@code abfss://container@account.dfs.core.windows.net/prefix}, also written {@code abfs:} or {@code
 * az:}, whose account is spoken to at its blob endpoint, by TLS. Credentials come from the runtime's environment.
 */
public final class AzureBlobProvider implements BackendProvider<AzureBlobConfig> {

    private static final Set<String> WITH_ACCOUNT = Set.of("abfs", "abfss");

    /** What people paste into addresses although it opens the account: parts of a SAS, keys by their usual names. */
    private static final Pattern SECRET =
            Pattern.compile("sig|se|sv|sp|sr|st|.*(sas|key|secret|token|connectionstring|password|credential).*");

    /** The clouds that Microsoft runs: an address that somebody sends must not carry credentials to another host. */
    private static final Pattern AT_ACCOUNT = Pattern.compile("(?<container>[^@]+)@(?<account>[a-z0-9]+)\\.(?:dfs|blob)"
            + "\\.(?<suffix>core\\.(?:windows\\.net|chinacloudapi\\.cn|usgovcloudapi\\.net))");

    @Override
    public String type() {
        return AzureBlobConfig.TYPE;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("az", "azure", "abfs", "abfss");
    }

    @Override
    public Class<AzureBlobConfig> configType() {
        return AzureBlobConfig.class;
    }

    @Override
    public AzureBlobConfig parse(StoreUri uri, Backends backends) throws StorageException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, String> given : uri.parameters().entrySet()) {
            String name = given.getKey().toLowerCase(Locale.ROOT);
            if (SECRET.matcher(name).matches() && !given.getKey().equals("customerKey")) {
                throw refused("parameter `" + given.getKey()
                        + "` looks like a secret, which an address must not hold; set "
                        + AzureBlobCredentials.SAS_TOKEN + ", " + AzureBlobCredentials.KEY + " or "
                        + AzureBlobCredentials.CONNECTION_STRING + " instead");
            }
            parameters.put(given.getKey(), given.getValue());
        }
        if (uri.authority().contains("@")) {
            atAccount(uri.authority(), parameters);
        } else if (WITH_ACCOUNT.contains(uri.scheme())) {
            throw refused("write " + uri.scheme() + "://container@account.dfs.core.windows.net/path");
        } else {
            put(parameters, "container", uri.authority());
        }
        String path = uri.path().startsWith("/") ? uri.path().substring(1) : uri.path();
        if (!path.isEmpty()) {
            put(parameters, "prefix", path);
        }
        return backends.config(AzureBlobConfig.class, parameters);
    }

    @Override
    public Backend open(AzureBlobConfig config, Backends backends) throws StorageException {
        return AzureBlobBackend.open(
                config, AzureBlobCredentials.of(backends.runtime().environment()), backends.runtime());
    }

    private static void atAccount(String authority, Map<String, String> parameters) throws ConfigurationException {
        Matcher matcher = AT_ACCOUNT.matcher(authority);
        if (!matcher.matches()) {
            throw refused("`" + authority + "` is not container@account.dfs.core.windows.net; without the host's domain"
                    + " it cannot be told what stands after the @");
        }
        put(parameters, "container", matcher.group("container"));
        put(parameters, "account", matcher.group("account"));
        put(parameters, "endpoint", "https://" + matcher.group("account") + ".blob." + matcher.group("suffix"));
    }

    private static void put(Map<String, String> parameters, String name, String value) throws ConfigurationException {
        if (parameters.put(name, value) != null) {
            throw refused("`" + name + "` is given twice: in the address and as a parameter");
        }
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), reason);
    }
}
