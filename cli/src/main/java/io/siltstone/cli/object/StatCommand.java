package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Style;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "stat", description = "Show everything known of an object but its content.")
public final class StatCommand implements Subcommand {

    @Parameters(paramLabel = "KEY", description = "The object.")
    private String key = "";

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        try (Storage storage = session.open()) {
            ObjectStat stat = Lookup.require(storage, key);
            if (session.console().json()) {
                session.console()
                        .line(ObjectLines.json(stat.info())
                                .put("contentType", stat.contentType())
                                .put("metadata", stat.metadata()));
            } else {
                print(session.console(), stat);
            }
            return ExitCode.OK;
        }
    }

    private static void print(Console console, ObjectStat stat) throws IOException {
        ObjectInfo info = stat.info();
        field(console, "key", info.key().value());
        field(console, "size", info.sizeBytes() + " bytes (" + Sizes.human(info.sizeBytes()) + ")");
        field(console, "modified", info.lastModified().toString());
        if (info.version().isPresent()) {
            field(console, "version", info.version().get());
        }
        field(console, "content type", stat.contentType());
        for (String name : stat.metadata().keySet().stream().sorted().toList()) {
            field(console, "metadata", name + "=" + stat.metadata().get(name));
        }
    }

    private static void field(Console console, String name, String value) throws IOException {
        String label = name + " ".repeat(14 - name.length());
        console.line(console.styled(Style.FAINT, label) + Printable.of(value));
    }
}
