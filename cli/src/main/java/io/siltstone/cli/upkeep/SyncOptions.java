package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Timestamps;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.layout.TableName;
import io.siltstone.jobs.sync.DeleteLimit;
import io.siltstone.jobs.sync.KeyGlob;
import io.siltstone.jobs.sync.SyncRequest;
import io.siltstone.jobs.sync.SyncScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What to replicate and how, as options. */
final class SyncOptions {

    private static final Pattern LIMIT = Pattern.compile("(?<number>[0-9]{1,15})(?<percent>%?)");

    @Option(names = "--only", paramLabel = "DB[.MEASUREMENT]", description = "Only this database or measurement.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "Only files of this time on by their path, UTC.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Only files of before this time by their path.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only keys that match: * within a segment, ** across; without a slash, the last segment.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No key that matches, whatever includes it.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--delete", description = "Delete what the source does not have, after everything else.")
    private boolean delete;

    @Option(
            names = "--max-delete",
            paramLabel = "N|P%",
            description = "Delete nothing where it would be more; default 1000 and 10%%.")
    private Optional<String> maxDelete = Optional.empty();

    @Option(names = "--checksum", description = "Compare the contents of all objects, whatever the ledger knows.")
    private boolean checksum;

    @Option(names = "--transfers", paramLabel = "N", description = "How many objects at a time; default 8.")
    private int transfers = SyncRequest.DEFAULT_TRANSFERS;

    @Option(names = "--bandwidth", paramLabel = "RATE", description = "Bytes a second at most, for example 10M.")
    private Optional<String> bandwidth = Optional.empty();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Tell what would be done; change nothing.")
    private boolean dryRun;

    SyncRequest request() throws CliException, InvalidKeyException {
        if (maxDelete.isPresent() && !delete) {
            throw CliException.usage("--max-delete has a meaning with --delete alone");
        }
        if (transfers < 1 || transfers > 1000) {
            throw CliException.usage("--transfers: " + transfers + " does not lie between 1 and 1000");
        }
        SyncScope scope = SyncScope.ALL
                .withPrefix(prefix())
                .withRange(Timestamps.range(from, to))
                .withGlobs(globs("--include", include), globs("--exclude", exclude));
        SyncRequest request = SyncRequest.DEFAULT
                .withScope(scope)
                .withChecksum(checksum)
                .withTransfers(transfers)
                .withDryRun(dryRun);
        if (bandwidth.isPresent()) {
            request = request.withBytesPerSecond(Sizes.parse("--bandwidth", bandwidth.get()));
        }
        return delete ? request.withDelete(limit()) : request;
    }

    private KeyPrefix prefix() throws CliException, InvalidKeyException {
        if (only.isEmpty()) {
            return KeyPrefix.ROOT;
        }
        String name = only.get();
        if (name.isEmpty()) {
            throw CliException.usage("--only: name a database or a measurement");
        }
        boolean table = name.indexOf('.') >= 0 || name.indexOf('/') >= 0;
        return table ? TableName.parse(name).prefix() : KeyPrefix.of(name);
    }

    private static List<KeyGlob> globs(String option, List<String> patterns) throws CliException {
        List<KeyGlob> globs = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                globs.add(KeyGlob.of(pattern));
            } catch (IllegalArgumentException e) {
                throw CliException.usage(option + ": " + e.getMessage()).causedBy(e);
            }
        }
        return globs;
    }

    private DeleteLimit limit() throws CliException {
        if (maxDelete.isEmpty()) {
            return DeleteLimit.DEFAULT;
        }
        Matcher matcher = LIMIT.matcher(maxDelete.get());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group("number"));
            if (matcher.group("percent").isEmpty()) {
                return DeleteLimit.ofObjects(number);
            }
            if (number <= 100) {
                return DeleteLimit.ofPercent((int) number);
            }
        }
        throw CliException.usage(
                "--max-delete: `" + maxDelete.get() + "` is no limit; write a number, or a share such as 20%");
    }
}
