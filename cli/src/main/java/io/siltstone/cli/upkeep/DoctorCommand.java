package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Style;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Backends;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.StoreUri;
import io.siltstone.core.error.Printable;
import io.siltstone.core.probe.ProbeFinding.Verdict;
import io.siltstone.core.probe.ProbeReport;
import io.siltstone.core.probe.StoreProbes;
import io.siltstone.core.profile.ProfileFile;
import io.siltstone.core.profile.StoreProfile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Try what the store really does, below a prefix of its own that is removed in the end, and tell the"
                        + " settings that are honest about it.")
public final class DoctorCommand implements Subcommand {

    private static final String SAVE_HERE = "";

    @Option(
            names = "--save",
            arity = "0..1",
            fallbackValue = SAVE_HERE,
            paramLabel = "NAME",
            description = "Write the settings to the profile of that name, or to the one that named the store.")
    private Optional<String> save = Optional.empty();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        StoreOption store = session.store();
        Optional<String> name = save.isEmpty() ? Optional.empty() : Optional.of(profileName(save.get(), store));
        Console console = session.console();
        Backends backends = store.within(session.backends());
        BackendConfig config = store.toExamine(backends);
        ProbeLines lines = new ProbeLines(console);
        ProbeReport report = StoreProbes.run(config, backends, lines);
        lines.rethrow();
        StoreUri given = store.uri();
        StoreUri honest = report.address(given, backends);
        Optional<ProfileFile> saved = Optional.empty();
        if (name.isPresent()) {
            saved = Optional.of(StoreOption.profiles(session.runtime().environment())
                    .save(name.get(), given.bare().text(), honest.parameters()));
        }
        advise(console, given, honest, report, saved);
        return result(console, report);
    }

    private static String profileName(String wanted, StoreOption store) throws CliException {
        if (!wanted.equals(SAVE_HERE)) {
            if (!StoreProfile.isName(wanted)) {
                throw CliException.usage(
                        "--save: a profile's name is up to 64 letters, digits, dots, hyphens and underscores");
            }
            return wanted;
        }
        return store.profile()
                .map(StoreProfile::name)
                .orElseThrow(() -> CliException.usage("no profile named the store; say --save=NAME"));
    }

    private static void advise(
            Console console, StoreUri given, StoreUri honest, ProbeReport report, Optional<ProfileFile> saved)
            throws IOException {
        if (console.json()) {
            console.line(new JsonLine("settings")
                    .put("address", honest.text())
                    .put("store", given.bare().text())
                    .put("settings", honest.parameters())
                    .put("leftovers", report.leftovers())
                    .put("file", saved.map(file -> file.file().toString())));
            return;
        }
        console.line("");
        console.line(console.styled(Style.HEADING, "The address to use:"));
        console.line("  " + Printable.of(honest.text()));
        console.line(console.styled(Style.HEADING, "The same as lines of a profile:"));
        console.line("  store = " + Printable.of(given.bare().text()));
        for (Map.Entry<String, String> setting : honest.parameters().entrySet()) {
            console.line("  " + setting.getKey() + " = " + Printable.of(setting.getValue()));
        }
        if (saved.isPresent()) {
            console.note("saved in " + Printable.of(saved.get().file().toString()));
        }
    }

    private static ExitCode result(Console console, ProbeReport report) throws IOException {
        console.note(count(report, Verdict.OK) + " as documented, " + count(report, Verdict.DEVIATES) + " otherwise, "
                + count(report, Verdict.UNKNOWN) + " unknown");
        if (report.leftovers() > 0) {
            console.error(Sizes.count(report.leftovers(), "object") + " of the probes could not be removed; see"
                    + " `siltstone ls -r siltstone-doctor`");
        }
        return report.leftovers() > 0 || count(report, Verdict.UNKNOWN) > 0 ? ExitCode.SOME_FAILED : ExitCode.OK;
    }

    private static long count(ProbeReport report, Verdict verdict) {
        return report.results().stream()
                .filter(result -> result.finding().verdict() == verdict)
                .count();
    }
}
