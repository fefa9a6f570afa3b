package io.siltstone.cli;

import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import java.io.IOException;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print the completion script for a shell: `source <(siltstone completion bash)`.")
final class CompletionCommand implements Subcommand {

    /** The shells that a script is made for. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Override
    public ExitCode run(Session session) throws IOException {
        // picocli's script loads bashcompinit where it runs in zsh.
        String script = shell == Shell.FISH
                ? FishCompletion.script(CommandTable.full())
                : AutoComplete.bash("siltstone", CommandTable.full());
        session.console().out().text(script);
        return ExitCode.OK;
    }
}
