package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "measurements", description = "List the measurements of a database.")
public final class MeasurementsCommand implements Subcommand {

    @Parameters(paramLabel = "DB", description = "The database.")
    private String database = "";

    @Option(
            names = {"-0", "--null"},
            description = "Raw names, a NUL after each.")
    private boolean nul;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        NameLines lines = new NameLines(session.console(), nul);
        // Any valid measurement proves the name of the database.
        String valid = TableName.of(database, "m").database();
        try (Storage storage = session.open()) {
            long count = lines.print(
                    storage.listDirectories(valid),
                    name -> new JsonLine("measurement").put("database", valid).put("measurement", name));
            if (count == 0) {
                throw new CliException(
                                ExitCode.NO_SUCH_PREFIX,
                                "there is no database `" + valid + "` with measurements",
                                "`siltstone databases` lists what there is")
                        .about(valid);
            }
            return ExitCode.OK;
        }
    }
}
