package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.LocalFiles;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description =
                "Remove objects, or with -r everything below prefixes. Asks before the latter; where nobody can be"
                        + " asked it needs --yes.")
public final class RmCommand implements Subcommand {

    @Parameters(arity = "0..*", paramLabel = "KEY", description = "The objects, or with -r the prefixes.")
    private List<String> keys = List.of();

    @Option(
            names = "--files-from",
            paramLabel = "FILE",
            description = "The objects that the lines of this file name; - is standard input.")
    private Optional<String> list = Optional.empty();

    @Option(
            names = {"-0", "--null"},
            description = "The list has a NUL after each key instead, as `ls --null` prints them.")
    private boolean nul;

    @Option(
            names = {"-r", "--recursive"},
            description = "Remove every object below each KEY.")
    private boolean recursive;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--all", description = "Allow the prefix \"\" or /, which is the whole store; needs --yes too.")
    private boolean all;

    @Option(
            names = {"-f", "--force"},
            description = "An object that is not there is no error, nor a prefix with nothing below it.")
    private boolean force;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print what would be removed; remove nothing.")
    private boolean dryRun;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        if (keys.isEmpty() == list.isEmpty() || (list.isPresent() && recursive) || (nul && list.isEmpty())) {
            throw CliException.usage("name either keys, or a list with --files-from, which goes without -r");
        }
        Set<String> distinct = new LinkedHashSet<>(keys);
        for (String key : distinct) {
            guardRoot(key);
        }
        try (Storage storage = session.open()) {
            Removal removal = new Removal(session.console(), storage, dryRun);
            if (list.isPresent()) {
                return removeListed(session, removal, list.get());
            }
            if (recursive) {
                Set<KeyPrefix> prefixes = new LinkedHashSet<>();
                for (String key : distinct) {
                    prefixes.add(key.equals("/") ? KeyPrefix.ROOT : KeyPrefix.of(key));
                }
                return removeBelow(session.console(), removal, prefixes);
            }
            return removal.objects(distinct, force);
        }
    }

    private ExitCode removeListed(Session session, Removal removal, String file) throws IOException, CliException {
        if (file.equals("-")) {
            return removal.objects(keys(session.input()), force);
        }
        Path path = LocalFiles.path(file);
        try (InputStream stream = Files.newInputStream(path)) {
            return removal.objects(keys(stream), force);
        } catch (FileSystemException e) {
            throw LocalFiles.failure(path, e);
        }
    }

    private KeyList keys(InputStream stream) {
        return nul ? KeyList.nulls(stream) : KeyList.lines(stream);
    }

    private void guardRoot(String key) throws CliException {
        if ((key.isEmpty() || key.equals("/")) && !(recursive && all && (yes || dryRun))) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "`" + key + "` is the whole store",
                    "to empty it: rm --recursive --all --yes \"\"");
        }
    }

    private ExitCode removeBelow(Console console, Removal removal, Set<KeyPrefix> prefixes)
            throws IOException, CliException {
        String names = String.join(
                ", ", prefixes.stream().map(prefix -> "`" + prefix + "`").toList());
        if (!yes && !dryRun) {
            Removal.Total total = removal.count(prefixes);
            if (total.objects() > 0 && !console.canAsk()) {
                throw new CliException(
                        ExitCode.REFUSED,
                        "nobody can be asked whether to remove " + total + " below " + names,
                        "look with --dry-run, then repeat with --yes");
            }
            if (total.objects() > 0 && !console.confirm("Remove " + total + " below " + Printable.of(names) + "?")) {
                throw new CliException(ExitCode.REFUSED, "nothing was removed", "");
            }
        }
        return removal.below(prefixes, force);
    }
}
