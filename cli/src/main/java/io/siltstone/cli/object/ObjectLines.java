package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Timestamps;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.Printable;
import java.io.IOException;

/** Prints keys, one line each: for people escaped, for programs as JSON or raw with a NUL after each. */
final class ObjectLines {

    private static final int SIZE_COLUMNS = 12;

    /** How much of an object to print. */
    enum Detail {
        KEY,
        LONG,
        /** As LONG, sizes in units of 1024. */
        HUMAN
    }

    private final Console console;
    private final Detail detail;
    private final boolean nul;

    ObjectLines(Console console, Detail detail, boolean nul) throws CliException {
        if (nul && console.json()) {
            throw CliException.usage("--null and --json are two forms of output; choose one");
        }
        this.console = console;
        this.detail = detail;
        this.nul = nul;
    }

    void object(ObjectInfo info) throws IOException {
        String key = info.key().value();
        if (console.json()) {
            console.line(json(info));
        } else if (nul) {
            console.out().text(key + "\0");
        } else if (detail == Detail.KEY) {
            console.line(Printable.of(key));
        } else {
            String size = detail == Detail.HUMAN ? Sizes.human(info.sizeBytes()) : Long.toString(info.sizeBytes());
            console.line(padded(size) + "  " + Timestamps.seconds(info.lastModified()) + "  " + Printable.of(key));
        }
    }

    /** A directory, its key with a slash at the end. */
    void directory(String key) throws IOException {
        if (console.json()) {
            console.line(new JsonLine("directory").put("key", key));
        } else if (nul) {
            console.out().text(key + "\0");
        } else if (detail == Detail.KEY) {
            console.line(Printable.of(key));
        } else {
            console.line(padded("-") + "  " + " ".repeat(Timestamps.SECONDS_LENGTH) + "  " + Printable.of(key));
        }
    }

    /** The fields of an object, the same in every command. */
    static JsonLine json(ObjectInfo info) {
        return new JsonLine("object")
                .put("key", info.key().value())
                .put("sizeBytes", info.sizeBytes())
                .put("lastModified", info.lastModified())
                .put("version", info.version());
    }

    private static String padded(String size) {
        return " ".repeat(Math.max(0, SIZE_COLUMNS - size.length())) + size;
    }
}
