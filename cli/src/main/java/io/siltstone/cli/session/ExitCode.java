package io.siltstone.cli.session;

import java.util.Locale;

/** How the process ends; the numbers are those of rclone where it has one. Documented in {@code docs/cli.md}. */
public enum ExitCode {
    OK(0, "everything asked for was done"),
    ERROR(1, "an error without a code of its own"),
    USAGE(2, "the arguments, a key or a setting are wrong; nothing was touched"),
    NO_SUCH_PREFIX(3, "no such database, measurement or prefix"),
    NO_SUCH_OBJECT(4, "no such object, or no such local file"),
    TEMPORARY(5, "a temporary failure: the same command may succeed later"),
    SOME_FAILED(6, "finished, but some items failed; each was named"),
    FATAL(7, "permission denied, or unsupported by this store"),
    REFUSED(8, "refused by a guard, or a limit was reached"),
    DAMAGED(11, "damage was found: bytes are not what was declared"),
    GAP(12, "a gap was found (`coverage --fail-on-gap`)"),
    PRECONDITION(
            13,
            "what the store holds is not what the command requires: an object is there already, another version,"
                    + " a lock"),
    INTERRUPTED(130, "interrupted (SIGINT)"),
    CLOSED_PIPE(141, "the reader of standard output went away (`| head`)"),
    TERMINATED(143, "terminated (SIGTERM)");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** The name in JSON errors of the command line's own: {@code NoSuchObject}. */
    public String label() {
        StringBuilder label = new StringBuilder();
        for (String word : name().split("_", -1)) {
            label.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return label.toString();
    }

    /** One line for the manual. */
    public String meaning() {
        return meaning;
    }
}
