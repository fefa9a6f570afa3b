package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.DurabilityOption;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cp", description = "Copy an object to another key of the same store, within the store.")
public final class CpCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "KEY", description = "The object.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "NEWKEY", description = "Its copy, replaced if it is there.")
    private String to = "";

    @Option(names = "--source-version", paramLabel = "VERSION", description = "Only if KEY still has this version.")
    private Optional<String> sourceVersion = Optional.empty();

    @Mixin
    private ModeOption mode = new ModeOption();

    @Mixin
    private DurabilityOption durability = new DurabilityOption();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        if (from.equals(to)) {
            throw CliException.usage("`" + from + "` cannot be copied to itself")
                    .about(from);
        }
        CopyOptions options = new CopyOptions(mode.mode(), sourceVersion, durability.level(), Optional.empty());
        try (Storage storage = session.openOrCreate()) {
            if (Lookup.isPrefixOnly(from)) {
                throw Lookup.absent(storage, from);
            }
            ObjectInfo copy = copy(storage, options);
            if (session.console().json()) {
                session.console().line(ObjectLines.json(copy));
            }
            session.console()
                    .note("copied " + Printable.of(from) + " to " + Printable.of(to) + ": "
                            + Sizes.human(copy.sizeBytes()));
            return ExitCode.OK;
        }
    }

    private ObjectInfo copy(Storage storage, CopyOptions options) throws IOException, CliException {
        try {
            return storage.copy(from, to, options);
        } catch (NotFoundException e) {
            throw Lookup.absent(storage, from).causedBy(e);
        }
    }
}
