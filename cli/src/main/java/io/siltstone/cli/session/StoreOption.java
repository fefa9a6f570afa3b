package io.siltstone.cli.session;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Durability;
import io.siltstone.core.Environment;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.core.profile.ProfileFile;
import io.siltstone.core.profile.StoreProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which store a command works on.
 *
 * @param address where it is
 * @param source who said so
 * @param profile the profile that says the address, and more
 */
public record StoreOption(String address, Source source, Optional<StoreProfile> profile) {

    public static final String VARIABLE = "SILTSTONE_STORE";
    public static final String PROFILE_VARIABLE = "SILTSTONE_PROFILE";

    public static final String DEFAULT_ADDRESS = "./siltstone-data";

    /** What an address begins with that is the name of a profile. */
    private static final String BY_PROFILE = "profile:";

    /** Who named the store. */
    public enum Source {
        OPTION("--store"),
        ENVIRONMENT(VARIABLE),
        PROFILE("--profile"),
        PROFILE_ENVIRONMENT(PROFILE_VARIABLE),
        DEFAULT("default");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether a command may make a store where none is. */
    public enum Access {
        READ,
        CREATE
    }

    /**
     * What the options say before what the environment says, where an empty variable is none, and that before the default.
     *
     * @throws CliException if both a store and a profile are named in the same place
     */
    public static StoreOption of(RootOptions options, Environment environment) throws StorageException, CliException {
        return given(options, environment)
                .orElseGet(() -> new StoreOption(DEFAULT_ADDRESS, Source.DEFAULT, Optional.empty()));
    }

    /** What options and environment say; empty where they say nothing. */
    private static Optional<StoreOption> given(RootOptions options, Environment environment)
            throws StorageException, CliException {
        Optional<StoreOption> option = option(options, environment);
        if (option.isPresent()) {
            return option;
        }
        Optional<String> store = environment.get(VARIABLE);
        Optional<String> name = environment.get(PROFILE_VARIABLE);
        if (store.isPresent() && name.isPresent()) {
            throw CliException.usage(VARIABLE + " and " + PROFILE_VARIABLE + " are both set; which store is meant?");
        }
        if (name.isPresent()) {
            return Optional.of(ofProfile(name.get(), Source.PROFILE_ENVIRONMENT, environment));
        }
        return store.isEmpty()
                ? Optional.empty()
                : Optional.of(ofAddress(store.get(), Source.ENVIRONMENT, environment));
    }

    /** What the options say; empty where they say nothing. */
    public static Optional<StoreOption> option(RootOptions options, Environment environment)
            throws StorageException, CliException {
        if (options.store().isPresent() && options.profile().isPresent()) {
            throw CliException.usage("--store and --profile exclude each other");
        }
        if (options.profile().isPresent()) {
            return Optional.of(ofProfile(options.profile().get(), Source.PROFILE, environment));
        }
        return options.store().isEmpty()
                ? Optional.empty()
                : Optional.of(ofAddress(options.store().get(), Source.OPTION, environment));
    }

    /** The store at an address; {@code profile:NAME} is that of a profile. */
    static StoreOption ofAddress(String address, Source source, Environment environment) throws StorageException {
        return address.startsWith(BY_PROFILE)
                ? ofProfile(address.substring(BY_PROFILE.length()), source, environment)
                : new StoreOption(address, source, Optional.empty());
    }

    private static StoreOption ofProfile(String name, Source source, Environment environment) throws StorageException {
        StoreProfile profile = profiles(environment).profile(name);
        return new StoreOption(profile.store(), source, Optional.of(profile));
    }

    /** The file of profiles. */
    public static ProfileFile profiles(Environment environment) throws StorageException {
        Path file = ProfileFile.location(environment)
                .orElseThrow(() -> new ConfigurationException(
                        ErrorContext.of(Operation.OPEN, "profile"),
                        "neither XDG_CONFIG_HOME nor HOME says where the file of profiles is"));
        return ProfileFile.read(file);
    }

    /** What opens the store; a local one only where it is, unless it may be made. */
    public BackendConfig config(Backends backends, Access access) throws StorageException {
        BackendConfig config = parse(backends);
        return access == Access.READ && config instanceof LocalConfig local ? local.withoutCreate() : config;
    }

    public Storage open(Backends backends, Access access) throws StorageException {
        return open(backends, config(backends, access));
    }

    /** The store for many writes, which outlive what the durability says; where it is empty, what the store itself says. */
    public Storage openToFill(Backends backends, Optional<Durability> durability) throws StorageException {
        return open(backends, configToFill(backends, durability));
    }

    BackendConfig configToFill(Backends backends, Optional<Durability> durability) throws StorageException {
        BackendConfig config = parse(backends);
        return config instanceof LocalConfig local && durability.isPresent()
                ? local.withDurability(durability.get())
                : config;
    }

    /** The store for trying out; where it is local and missing, one that is empty and leaves nothing. */
    public Storage openToTry(Backends backends) throws StorageException {
        BackendConfig config = config(backends, Access.READ);
        boolean missing = config instanceof LocalConfig local && Files.notExists(local.root());
        return open(backends, missing ? backends.parse("mem:dry-run") : config);
    }

    /** What an examination may write into: a local store only where it is. */
    public BackendConfig toExamine(Backends backends) throws StorageException {
        BackendConfig config = parse(backends);
        if (config instanceof LocalConfig local) {
            backends.open(local.withoutCreate()).close();
        }
        return config;
    }

    /** The whole address, with what a profile adds to it. */
    public StoreUri uri() throws StorageException {
        return profile.isPresent() ? profile.get().uri() : StoreUri.parse(address);
    }

    /** The providers with the variables that the store sees. */
    public Backends within(Backends backends) throws StorageException {
        return profile.isPresent() ? profile.get().within(backends) : backends;
    }

    private BackendConfig parse(Backends backends) throws StorageException {
        return within(backends).parse(uri());
    }

    private Storage open(Backends backends, BackendConfig config) throws StorageException {
        Backends own = within(backends);
        Backend backend = own.open(own.withDefaultLayers(config));
        return Storage.of(backend, StorageSettings.DEFAULT, own.runtime());
    }
}
