package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.core.Listing;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.util.function.Function;

/** Prints names, one line each: for people escaped, for programs as JSON or raw with a NUL after each. */
final class NameLines {

    private final Console console;
    private final boolean nul;

    NameLines(Console console, boolean nul) throws CliException {
        if (nul && console.json()) {
            throw CliException.usage("--null and --json are two forms of output; choose one");
        }
        this.console = console;
        this.nul = nul;
    }

    /** Prints and closes the listing; gives how many names it held. */
    long print(Listing<String> listing, Function<String, JsonLine> json) throws IOException {
        try (listing) {
            long count = 0;
            for (; listing.hasNext(); count++) {
                String name = listing.next();
                if (console.json()) {
                    console.line(json.apply(name));
                } else if (nul) {
                    console.out().text(name + "\0");
                } else {
                    console.line(Printable.of(name));
                }
            }
            return count;
        }
    }
}
