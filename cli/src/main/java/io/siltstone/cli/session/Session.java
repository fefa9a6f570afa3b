package io.siltstone.cli.session;

import io.siltstone.core.Backends;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import java.io.InputStream;
import java.util.Map;

/** What a command has at hand: its console, its store, and the world that the process lives in. */
public final class Session {

    private final Console console;
    private final Streams streams;
    private final RootOptions options;
    private final Map<String, String> environment;
    private final StoreRuntime runtime;

    public Session(
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

    public Console console() {
        return console;
    }

    /** Standard input, for content. */
    public InputStream input() {
        return piped(streams.in());
    }

    /** What another program writes while this one reads it: standard input, a named pipe. */
    public InputStream piped(InputStream in) {
        return new PipedInput(in, runtime.sleeper());
    }

    public Map<String, String> environment() {
        return environment;
    }

    public RootOptions options() {
        return options;
    }

    public StoreRuntime runtime() {
        return runtime;
    }

    public Backends backends() {
        return Backends.with(runtime);
    }

    /** Which store it is, unopened. */
    public StoreOption store() throws StorageException, CliException {
        return StoreOption.of(options, runtime.environment());
    }

    /** Which store an argument names, unopened. */
    public StoreOption store(String address) throws StorageException {
        return StoreOption.ofAddress(address, StoreOption.Source.OPTION, runtime.environment());
    }

    /** The store for a command that makes nothing: a missing one is an error. */
    public Storage open() throws StorageException, CliException {
        return store().open(backends(), StoreOption.Access.READ);
    }

    /** The store for a command that writes into it: a missing folder is made. */
    public Storage openOrCreate() throws StorageException, CliException {
        return store().open(backends(), StoreOption.Access.CREATE);
    }
}
