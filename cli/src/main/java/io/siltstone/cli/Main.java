package io.siltstone.cli;

import io.siltstone.cli.session.Streams;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import java.util.List;
import java.util.Map;

/** The process: arguments, streams, signals and the exit code. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        Interruption interruption = Interruption.install(Thread.currentThread());
        Streams streams = Streams.ofProcess(System.getProperty(Streams.TERMINALS_PROPERTY, ""));
        int code;
        try {
            code = run(List.of(args), streams, System.getenv());
        } finally {
            interruption.finished();
        }
        System.exit(code);
    }

    /** Runs the command that the arguments name; everything that it prints goes to the streams. */
    static int run(List<String> arguments, Streams streams, Map<String, String> environment) {
        StoreRuntime runtime = StoreRuntime.system().withEnvironment(Environment.of(environment));
        return new Cli(streams, environment, runtime).run(arguments).number();
    }
}
