package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.Durations;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.SweepReport;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.util.Locale;

/** What dead writers left staged, a line each. */
final class Leftovers {

    private Leftovers() {}

    /** Prints what became of it, or in a dry run would become. */
    static void print(Console console, SweepReport.Item item, boolean dryRun) throws IOException {
        String verdict = item.verdict().name().toLowerCase(Locale.ROOT);
        if (console.json()) {
            console.line(new JsonLine("leftover")
                    .put("name", item.name())
                    .put("key", item.key().map(ObjectKey::value))
                    .put("sizeBytes", item.sizeBytes())
                    .put("ageSeconds", item.age().toSeconds())
                    .put("verdict", verdict)
                    .put("dryRun", dryRun));
            return;
        }
        String what = switch (item.verdict()) {
            case REMOVED -> dryRun ? "would remove" : "removed";
            case OWNED -> "kept, its writer lives";
            case YOUNG -> "kept, too young";
        };
        console.line(Printable.of(item.name())
                + item.key()
                        .map(key -> " (for " + Printable.of(key.value()) + ")")
                        .orElse("") + ": " + what + ", "
                + Sizes.human(item.sizeBytes()) + ", untouched for " + Durations.human(item.age()));
    }
}
