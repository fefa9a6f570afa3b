package io.siltstone.cli;

import io.siltstone.core.Backends;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.util.Map;

/** What a command has at hand: its console, its store, and the world that the process lives in. */
final class Session {

    private final Console console;
    private final Streams streams;
    private final RootOptions options;
    private final Map<String, String> environment;
    private final StoreRuntime runtime;

    Session(
            Console console,
            Streams streams,
            RootOptions options,
            Map<String, String> environment,
            StoreRuntime runtime) {
        this.console = console;
        this.streams = streams;
        this.options = options;
        this.environment = environment;
        this.runtime = runtime;
    }

    Console console() {
        return console;
    }

    /** Standard input, for content. */
    InputStream input() {
        return streams.in();
    }

    Map<String, String> environment() {
        return environment;
    }

    RootOptions options() {
        return options;
    }

    StoreRuntime runtime() {
        return runtime;
    }

    Backends backends() {
        return Backends.with(runtime);
    }

    /** Which store it is, unopened. */
    StoreOption store() throws StorageException, CliException {
        return StoreOption.of(options, runtime.environment());
    }

    /** Which store an argument names, unopened. */
    StoreOption store(String address) throws StorageException {
        return StoreOption.ofAddress(address, StoreOption.Source.OPTION, runtime.environment());
    }

    /** The store for a command that makes nothing: a missing one is an error. */
    Storage open() throws StorageException, CliException {
        return store().open(backends(), StoreOption.Access.READ);
    }

    /** The store for a command that writes into it: a missing folder is made. */
    Storage openOrCreate() throws StorageException, CliException {
        return store().open(backends(), StoreOption.Access.CREATE);
    }
}
