package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.FileTarget;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Copy an object to a local file. The file appears whole, on disk and at once, or not at all.")
public final class GetCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "KEY", description = "The object.")
    private String key = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The file, replaced if it is there; - is standard output.")
    private String file = "";

    @Option(names = "--if-version", paramLabel = "VERSION", description = "Only this version (see stat).")
    private Optional<String> version = Optional.empty();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        ReadOptions options = version.map(ReadOptions.ALL::withVersion).orElse(ReadOptions.ALL);
        try (Storage storage = session.open()) {
            if (Lookup.isPrefixOnly(key)) {
                throw Lookup.absent(storage, key);
            }
            try (ObjectContent content = storage.open(key, options);
                    Progress progress = session.console()
                            .progress("get " + key, content.info().sizeBytes())) {
                InputStream counted = progress.count(content.stream());
                if (file.equals("-")) {
                    counted.transferTo(session.console().out());
                    session.console().out().flush();
                } else {
                    FileTarget target = FileTarget.of(
                            file, storage.location(), session.runtime().random());
                    target.receive(counted);
                    if (session.console().json()) {
                        session.console().line(ObjectLines.json(content.info()).put("file", file));
                    }
                }
                progress.end();
                session.console().note("got " + Printable.of(key) + ": " + progress.summary());
                return ExitCode.OK;
            } catch (NotFoundException e) {
                throw Lookup.absent(storage, key).causedBy(e);
            }
        }
    }
}
