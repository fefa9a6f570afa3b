package io.siltstone.cli;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ExitCode;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that are wrong, in one line each. */
final class UsageErrors {

    private UsageErrors() {}

    /** What picocli found, in one line that ends with where help is. */
    static CliException translate(ParameterException e, List<String> arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        // A statement that begins with a comment, or a name: no option has such a thing before its value.
        boolean disguised = arguments.stream().anyMatch(argument -> argument.matches("(?s)-[^=]*\\s.*"));
        String hint = "try `" + command + " --help`";
        return new CliException(
                        ExitCode.USAGE,
                        message(e),
                        disguised ? "put `--` before an argument that begins with a hyphen, or " + hint : hint)
                .causedBy(e);
    }

    private static String message(ParameterException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return said;
        }
        String first = unmatched.getUnmatched().get(0);
        boolean atRoot = e.getCommandLine().getParent() == null;
        if (!atRoot) {
            return "`" + first + "` is one argument too many";
        }
        List<String> similar = unmatched.getSuggestions();
        return "there is no command `" + first + "`"
                + (similar.isEmpty() ? "" : ", did you mean " + String.join(" or ", similar));
    }

    static CliException noCommand() {
        return new CliException(ExitCode.USAGE, "name a command", "try `siltstone --help`");
    }

    /**
     * Refuses arguments that the Java machine could not decode: it puts U+FFFD where bytes are no text in the encoding of
     * the locale, and another object than the one meant could have such a name.
     */
    static void requireReadable(List<String> arguments) throws CliException {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).indexOf('\uFFFD') >= 0) {
                throw new CliException(
                        ExitCode.USAGE,
                        "argument " + (i + 1) + " has bytes that are no text: `" + arguments.get(i) + "`",
                        "write it in UTF-8, under a UTF-8 locale such as LC_ALL=C.UTF-8");
            }
        }
    }
}
