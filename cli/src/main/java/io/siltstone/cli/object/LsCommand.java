package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ls",
        description = "List what lies directly below a prefix, or with -r everything below it. Directories end in `/`.")
public final class LsCommand implements Subcommand {

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Where to look; the whole store if left out.")
    private String prefix = "";

    @Option(
            names = {"-l", "--long"},
            description = "Size in bytes and time of each object as well.")
    private boolean details;

    @Option(
            names = {"-H", "--human"},
            description = "Sizes as 11.4 GiB; implies -l.")
    private boolean human;

    @Option(
            names = {"-r", "-R", "--recursive"},
            description = "Every object below, no directories.")
    private boolean recursive;

    @Option(
            names = {"-0", "--null"},
            description = "Raw keys, a NUL after each.")
    private boolean nul;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        ObjectLines.Detail detail =
                human ? ObjectLines.Detail.HUMAN : details ? ObjectLines.Detail.LONG : ObjectLines.Detail.KEY;
        ObjectLines lines = new ObjectLines(session.console(), detail, nul);
        try (Storage storage = session.open()) {
            boolean any = recursive ? listAll(storage, lines) : listEntries(storage, lines);
            if (any || isObject(storage, lines)) {
                return ExitCode.OK;
            }
        }
        if (prefix.isEmpty()) {
            session.console().note("the store is empty");
            return ExitCode.OK;
        }
        throw new CliException(
                        ExitCode.NO_SUCH_PREFIX, "nothing below `" + prefix + "`", "`siltstone ls` lists what there is")
                .about(prefix);
    }

    private boolean listAll(Storage storage, ObjectLines lines) throws IOException {
        try (Listing<ObjectInfo> objects = storage.listObjects(prefix)) {
            boolean any = objects.hasNext();
            while (objects.hasNext()) {
                lines.object(objects.next());
            }
            return any;
        }
    }

    private boolean listEntries(Storage storage, ObjectLines lines) throws IOException {
        String directory = KeyPrefix.of(prefix).directory();
        try (Listing<DirectoryEntry> entries = storage.listEntries(prefix)) {
            boolean any = entries.hasNext();
            while (entries.hasNext()) {
                DirectoryEntry entry = entries.next();
                if (entry instanceof DirectoryEntry.Leaf leaf) {
                    lines.object(leaf.info());
                } else {
                    lines.directory(directory + entry.name() + "/");
                }
            }
            return any;
        }
    }

    private boolean isObject(Storage storage, ObjectLines lines) throws IOException {
        if (prefix.isEmpty() || prefix.endsWith("/")) {
            return false;
        }
        Optional<ObjectStat> stat = storage.stat(prefix);
        if (stat.isPresent()) {
            lines.object(stat.get().info());
        }
        return stat.isPresent();
    }
}
