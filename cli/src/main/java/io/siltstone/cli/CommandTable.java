package io.siltstone.cli;

import io.siltstone.cli.object.CatCommand;
import io.siltstone.cli.object.CpCommand;
import io.siltstone.cli.object.DuCommand;
import io.siltstone.cli.object.GetCommand;
import io.siltstone.cli.object.LsCommand;
import io.siltstone.cli.object.PutCommand;
import io.siltstone.cli.object.RmCommand;
import io.siltstone.cli.object.StatCommand;
import io.siltstone.cli.session.RootOptions;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.cli.table.CoverageCommand;
import io.siltstone.cli.table.DatabasesCommand;
import io.siltstone.cli.table.DemoCommand;
import io.siltstone.cli.table.ImportCommand;
import io.siltstone.cli.table.MeasurementsCommand;
import io.siltstone.cli.table.QueryCommand;
import io.siltstone.cli.upkeep.ConfigCommand;
import io.siltstone.cli.upkeep.DoctorCommand;
import io.siltstone.cli.upkeep.SweepCommand;
import io.siltstone.cli.upkeep.SyncCommand;
import io.siltstone.cli.upkeep.VerifyCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The commands by name. Only the one that the arguments name is made: reading the annotations of all of them costs more
 * than most commands do.
 */
final class CommandTable {

    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "demo",
            "import",
            "query",
            "databases",
            "measurements",
            "coverage",
            "ls",
            "stat",
            "cat",
            "get",
            "put",
            "cp",
            "rm",
            "du",
            "sync",
            "verify",
            "sweep",
            "doctor",
            "config",
            "completion");

    private static final List<String> OPTIONS_WITH_VALUE = List.of("--store", "--profile", "--color", "--progress");

    private CommandTable() {}

    /** A parser for the arguments: with the command that they name, or with all where they name none. */
    static CommandLine parser(RootOptions root, List<String> arguments) {
        Optional<String> named = commandIn(arguments).filter(NAMES::contains);
        return with(root, named.map(List::of).orElse(NAMES));
    }

    /** A parser with every command, for help and completion. */
    static CommandLine full() {
        return with(new RootOptions(), NAMES);
    }

    private static CommandLine with(RootOptions root, List<String> names) {
        CommandLine line = new CommandLine(root);
        for (String name : names) {
            line.addSubcommand(name, create(name));
        }
        // A key may begin with `@`, which picocli would take for a file of arguments.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static Subcommand create(String name) {
        return switch (name) {
            case "ls" -> new LsCommand();
            case "stat" -> new StatCommand();
            case "cat" -> new CatCommand();
            case "get" -> new GetCommand();
            case "put" -> new PutCommand();
            case "cp" -> new CpCommand();
            case "rm" -> new RmCommand();
            case "databases" -> new DatabasesCommand();
            case "measurements" -> new MeasurementsCommand();
            case "demo" -> new DemoCommand();
            case "import" -> new ImportCommand();
            case "query" -> new QueryCommand();
            case "coverage" -> new CoverageCommand();
            case "du" -> new DuCommand();
            case "sync" -> new SyncCommand();
            case "verify" -> new VerifyCommand();
            case "sweep" -> new SweepCommand();
            case "doctor" -> new DoctorCommand();
            case "config" -> new ConfigCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException("no command `" + name + "`");
        };
    }

    private static Optional<String> commandIn(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                return Optional.of(argument);
            }
            if (OPTIONS_WITH_VALUE.contains(argument)) {
                i++;
            }
        }
        return Optional.empty();
    }
}
