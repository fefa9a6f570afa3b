package io.siltstone.cli;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ErrorReport;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.RootOptions;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Streams;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.StoreRuntime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One run: from arguments to a command to an exit code. Whatever goes wrong is printed once, here. */
final class Cli {

    private final Streams streams;
    private final Map<String, String> environment;
    private final StoreRuntime runtime;

    Cli(Streams streams, Map<String, String> environment, StoreRuntime runtime) {
        this.streams = streams;
        this.environment = environment;
        this.runtime = runtime;
    }

    ExitCode run(List<String> arguments) {
        RootOptions options = new RootOptions();
        Console console = new Console(streams, options, environment, runtime.nanoTime());
        try {
            ExitCode code = run(console, options, parse(options, arguments));
            console.out().flush();
            return code;
        } catch (IOException | CliException | RuntimeException | Error e) {
            return new ErrorReport(console, options.json() || arguments.contains("--json")).report(e);
        }
    }

    private static ParseResult parse(RootOptions options, List<String> arguments) throws CliException {
        UsageErrors.requireReadable(arguments);
        CommandLine parser = CommandTable.parser(options, arguments);
        try {
            return parser.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw UsageErrors.translate(e, arguments);
        }
    }

    private ExitCode run(Console console, RootOptions options, ParseResult parsed) throws IOException, CliException {
        CommandLine command = named(parsed);
        if (options.helpRequested()) {
            console.out().text(help(command, console));
            return ExitCode.OK;
        }
        if (options.versionRequested()) {
            console.line(version());
            return ExitCode.OK;
        }
        if (!(command.getCommand() instanceof Subcommand subcommand)) {
            throw UsageErrors.noCommand();
        }
        return subcommand.run(new Session(console, streams, options, environment, runtime));
    }

    private static CommandLine named(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.commandSpec().commandLine();
    }

    private static String help(CommandLine command, Console console) {
        command.setUsageHelpWidth(Math.min(Math.max(console.columns(), 60), 100));
        Help.Ansi ansi = console.colored() ? Help.Ansi.ON : Help.Ansi.OFF;
        return command.getUsageMessage(ansi);
    }

    private static String version() {
        String version = Cli.class.getPackage().getImplementationVersion();
        return "siltstone " + (version == null ? "development" : version) + " (Java " + Runtime.version() + ")";
    }
}
