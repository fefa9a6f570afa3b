package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.ByteRange;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cat", description = "Write an object's bytes, or some of them, to standard output.")
public final class CatCommand implements Subcommand {

    @Parameters(paramLabel = "KEY", description = "The object.")
    private String key = "";

    @Option(names = "--offset", paramLabel = "BYTES", description = "Begin at this byte, counted from 0.")
    private Optional<Long> offset = Optional.empty();

    @Option(names = "--length", paramLabel = "BYTES", description = "At most so many bytes.")
    private Optional<Long> length = Optional.empty();

    @Option(names = "--tail", paramLabel = "BYTES", description = "The last bytes alone.")
    private Optional<Long> tail = Optional.empty();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        ByteRange range = range();
        try (Storage storage = session.open()) {
            if (Lookup.isPrefixOnly(key)) {
                throw Lookup.absent(storage, key);
            }
            try (ObjectContent content = storage.open(key, ReadOptions.range(range))) {
                content.transferTo(session.console().out());
                session.console().out().flush();
                return ExitCode.OK;
            } catch (NotFoundException e) {
                throw Lookup.absent(storage, key).causedBy(e);
            }
        }
    }

    private ByteRange range() throws StorageException, CliException {
        if (tail.isPresent()) {
            if (offset.isPresent() || length.isPresent()) {
                throw CliException.usage("--tail goes without --offset and --length");
            }
            return ByteRange.tail(tail.get());
        }
        long from = offset.orElse(0L);
        return length.isPresent() ? ByteRange.of(from, length.get()) : ByteRange.from(from);
    }
}
