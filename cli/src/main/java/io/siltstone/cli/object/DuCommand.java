package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import io.siltstone.jobs.DiskUsage;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "du",
        description = "Count the objects and bytes below a prefix, for each of its directories and together.")
public final class DuCommand implements Subcommand {

    private static final int COLUMNS = 12;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "What to count; the whole store if left out.")
    private String prefix = "";

    @Option(
            names = {"-H", "--human"},
            description = "Sizes as 11.4 GiB.")
    private boolean human;

    @Option(
            names = {"-s", "--summarize"},
            description = "The total alone.")
    private boolean totalOnly;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        KeyPrefix counted = KeyPrefix.of(prefix);
        try (Storage storage = session.open()) {
            DiskUsage usage = DiskUsage.of(storage, counted);
            if (usage.total().objects() == 0 && !counted.isRoot()) {
                throw new CliException(
                                ExitCode.NO_SUCH_PREFIX,
                                "nothing below `" + prefix + "`",
                                "`siltstone ls` lists what there is")
                        .about(prefix);
            }
            if (!totalOnly) {
                for (Map.Entry<String, DiskUsage.Usage> child :
                        usage.directories().entrySet()) {
                    print(session.console(), "directory", counted.directory() + child.getKey() + "/", child.getValue());
                }
            }
            print(session.console(), "total", counted.directory(), usage.total());
            return ExitCode.OK;
        }
    }

    private void print(Console console, String type, String key, DiskUsage.Usage usage) throws IOException {
        if (console.json()) {
            console.line(new JsonLine(type)
                    .put("key", key)
                    .put("sizeBytes", usage.bytes())
                    .put("objects", usage.objects()));
            return;
        }
        String size = human ? Sizes.human(usage.bytes()) : Long.toString(usage.bytes());
        String name = type.equals("total") ? "total" : Printable.of(key);
        console.line(padded(size) + "  " + padded(Sizes.count(usage.objects(), "object")) + "  " + name);
    }

    private static String padded(String text) {
        return " ".repeat(Math.max(0, COLUMNS - text.length())) + text;
    }
}
