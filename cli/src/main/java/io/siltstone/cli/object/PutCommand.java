package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.DurabilityOption;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.LocalFiles;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.Printable;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description = "Copy a local file to an object. The object appears whole and at once, or not at all.")
public final class PutCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The object, replaced if it is there.")
    private String key = "";

    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            description = "The media type, if the key does not imply it.")
    private Optional<String> contentType = Optional.empty();

    @Mixin
    private ModeOption mode = new ModeOption();

    @Mixin
    private DurabilityOption durability = new DurabilityOption();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        WriteOptions options = options();
        Optional<Path> path = file.equals("-") ? Optional.empty() : Optional.of(LocalFiles.path(file));
        long size = path.isPresent() ? size(path.get()) : Progress.UNKNOWN;
        try (Storage storage = session.openOrCreate();
                Progress progress = session.console().progress("put " + key, size)) {
            ObjectInfo info = write(storage, source(session, path, size, progress), options, path);
            progress.end();
            if (session.console().json()) {
                session.console().line(ObjectLines.json(info));
            }
            session.console().note("put " + Printable.of(key) + ": " + progress.summary());
            return ExitCode.OK;
        }
    }

    private WriteOptions options() throws CliException {
        WriteOptions options = durability.apply(WriteOptions.DEFAULT.withMode(mode.mode()));
        try {
            return contentType.map(options::withContentType).orElse(options);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--content-type: " + e.getMessage()).causedBy(e);
        }
    }

    private static long size(Path path) throws CliException {
        try {
            if (Files.isDirectory(path)) {
                throw CliException.usage("`" + path + "` is a directory; put takes one file at a time");
            }
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            // Pipes and devices are read to their end.
            return Files.isRegularFile(path) ? Files.size(path) : Progress.UNKNOWN;
        } catch (IOException e) {
            throw LocalFiles.failure(path, e);
        }
    }

    private static Source source(Session session, Optional<Path> path, long size, Progress progress)
            throws CliException {
        if (path.isEmpty()) {
            return Source.once(progress.count(session.input()));
        }
        Path file = path.get();
        if (size == Progress.UNKNOWN) {
            try {
                return Source.once(progress.count(session.piped(Files.newInputStream(file))));
            } catch (IOException e) {
                throw LocalFiles.failure(file, e);
            }
        }
        return Source.replayable(size, () -> progress.count(Files.newInputStream(file)));
    }

    private ObjectInfo write(Storage storage, Source source, WriteOptions options, Optional<Path> path)
            throws IOException, CliException {
        try {
            return storage.write(key, source, options);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw LocalFiles.failure(path.orElse(Path.of("-")), e);
        }
    }
}
