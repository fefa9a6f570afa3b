package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Style;
import io.siltstone.core.probe.ProbeFinding;
import io.siltstone.core.probe.ProbeListener;
import io.siltstone.core.probe.ProbeResult;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line for each answer of a store, at once: the whole takes a while. */
final class ProbeLines implements ProbeListener {

    private static final int PROBE_COLUMNS = 22;
    private static final int VERDICT_COLUMNS = 10;

    private final Console console;
    private @Nullable IOException failure;

    ProbeLines(Console console) {
        this.console = console;
    }

    @Override
    public void found(ProbeResult result) {
        try {
            print(result);
            console.out().flush();
        } catch (IOException e) {
            // Whoever asks goes on to clear up.
            failure = e;
        }
    }

    /** Throws what printing has failed with. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private void print(ProbeResult result) throws IOException {
        ProbeFinding finding = result.finding();
        String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
        if (console.json()) {
            console.line(new JsonLine("probe")
                    .put("probe", result.probe())
                    .put("verdict", verdict)
                    .put("observed", finding.observed())
                    .put("settings", finding.settings()));
            return;
        }
        String settings = finding.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        console.line(padded(result.probe(), PROBE_COLUMNS)
                + console.styled(style(finding), padded(verdict, VERDICT_COLUMNS))
                + finding.observed()
                + (settings.isEmpty() ? "" : "  [" + settings + "]"));
    }

    private static Style style(ProbeFinding finding) {
        return switch (finding.verdict()) {
            case OK -> Style.GOOD;
            case DEVIATES -> Style.WARNING;
            case UNKNOWN -> Style.ERROR;
        };
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - text.length()));
    }
}
