package io.siltstone.core.profile;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A store by name.
 *
 * @param name as people type it
 * @param store its address, as everywhere
 * @param settings what could be parameters of the address as well, by the same names; held to the same rules
 * @param variables for each variable that the store is to see, the name of the process's variable that it gets its value
 *     from. So a profile says which credentials it means, and holds none
 */
public record StoreProfile(String name, String store, Map<String, String> settings, Map<String, String> variables) {

    public StoreProfile {
        settings = new LinkedHashMap<>(settings);
        variables = new LinkedHashMap<>(variables);
    }

    /** Whether a profile can have that name: up to 64 letters, digits, dots, hyphens and underscores. */
    public static boolean isName(String text) {
        return ProfileText.isName(text);
    }

    /** A copy, in the order of the file. */
    @Override
    public Map<String, String> settings() {
        return new LinkedHashMap<>(settings);
    }

    /** A copy, in the order of the file. */
    @Override
    public Map<String, String> variables() {
        return new LinkedHashMap<>(variables);
    }

    /**
     * The address with the settings for parameters.
     *
     * @throws ConfigurationException if the address is none, or one parameter is given twice
     */
    public StoreUri uri() throws ConfigurationException {
        StoreUri uri = StoreUri.parse(store);
        Map<String, String> parameters = new LinkedHashMap<>(uri.parameters());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (parameters.put(setting.getKey(), setting.getValue()) != null) {
                throw refused("`" + setting.getKey() + "` is given twice: in the address and on a line");
            }
        }
        return new StoreUri(uri.scheme(), uri.authority(), uri.path(), parameters);
    }

    /**
     * The variables that the store sees: those of the process, but of each family that the profile names one of, such as
     * {@code AWS_}, those alone that it names.
     *
     * @throws ConfigurationException if a variable that the profile refers to is not set: another one in its place could be
     *     somebody else's key
     */
    public Environment environment(Environment process) throws ConfigurationException {
        Map<String, String> given = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String value = process.get(variable.getValue())
                    .orElseThrow(() -> refused("the variable " + variable.getValue() + ", which gives "
                            + variable.getKey() + ", is not set"));
            given.put(variable.getKey(), value);
        }
        Environment named = Environment.of(given);
        return variable ->
                given.keySet().stream().anyMatch(other -> family(other).equals(family(variable)))
                        ? named.get(variable)
                        : process.get(variable);
    }

    /** The configuration of the store, unopened and without any layer. */
    public BackendConfig config(Backends backends) throws StorageException {
        return within(backends).parse(uri());
    }

    /** Opens the store, under the layers that one opened by its address has. */
    public Backend open(Backends backends) throws StorageException {
        Backends own = within(backends);
        return own.open(own.withDefaultLayers(own.parse(uri())));
    }

    /** The same providers in the profile's own {@link #environment}. */
    public Backends within(Backends backends) throws ConfigurationException {
        Environment process = backends.runtime().environment();
        return Backends.with(backends.runtime().withEnvironment(environment(process)));
    }

    private static String family(String variable) {
        int end = variable.indexOf('_');
        return end < 0 ? variable : variable.substring(0, end);
    }

    private ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, "profile " + name), reason);
    }
}
