package io.siltstone.cli.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before it or after it. */
@Command(
        name = "siltstone",
        description = "Keeps time-partitioned Parquet in a store and looks after it.",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions of every command:%n",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Begin with `siltstone demo`. Exit codes and JSON fields: docs/cli.md."})
public final class RootOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = "--store",
            paramLabel = "URI",
            scope = ScopeType.INHERIT,
            description = "The store: a path, file:/path or another address. Default: SILTSTONE_STORE, then"
                    + " ./siltstone-data.")
    private Optional<String> store = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The store of a profile, instead of --store. Default: SILTSTONE_PROFILE.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON object per line, results and errors.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Neither summary nor progress; errors stay.")
    private boolean quiet;

    @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT, description = "auto, never or always.")
    private ColorMode color = ColorMode.AUTO;

    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto (on a terminal), never or always.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean debug;

    public boolean helpRequested() {
        return help;
    }

    public boolean versionRequested() {
        return version;
    }

    public Optional<String> store() {
        return store;
    }

    public Optional<String> profile() {
        return profile;
    }

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public ColorMode color() {
        return color;
    }

    public ProgressMode progress() {
        return progress;
    }

    public boolean debug() {
        return debug;
    }
}
