package io.siltstone.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, which picocli does not make. */
final class FishCompletion {

    private FishCompletion() {}

    static String script(CommandLine root) {
        StringBuilder script = new StringBuilder();
        for (Map.Entry<String, CommandLine> command : root.getSubcommands().entrySet()) {
            String name = command.getKey();
            line(script, "__fish_use_subcommand", "-f -a " + name, description(command.getValue()));
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                line(script, "__fish_seen_subcommand_from " + name, names(option), first(option.description()));
            }
        }
        for (OptionSpec option : root.getCommandSpec().options()) {
            line(script, "__fish_use_subcommand", names(option), first(option.description()));
        }
        return script.toString();
    }

    private static void line(StringBuilder script, String condition, String what, String description) {
        script.append("complete -c siltstone -n '")
                .append(condition)
                .append("' ")
                .append(what);
        script.append(" -d '")
                .append(description.replace("\\", "\\\\").replace("'", "\\'"))
                .append("'\n");
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        boolean valued = option.arity().max() > 0;
        return names.substring(1) + (valued ? " -r" : "");
    }

    private static String description(CommandLine command) {
        return first(command.getCommandSpec().usageMessage().description());
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }
}
