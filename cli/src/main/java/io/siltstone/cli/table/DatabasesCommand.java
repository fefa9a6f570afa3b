package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Storage;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "databases", description = "List the databases.")
public final class DatabasesCommand implements Subcommand {

    @Option(
            names = {"-0", "--null"},
            description = "Raw names, a NUL after each.")
    private boolean nul;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        NameLines lines = new NameLines(session.console(), nul);
        try (Storage storage = session.open()) {
            long count =
                    lines.print(storage.listDirectories(""), name -> new JsonLine("database").put("database", name));
            if (count == 0) {
                session.console().note("the store holds no database; `siltstone import` makes one");
            }
            return ExitCode.OK;
        }
    }
}
