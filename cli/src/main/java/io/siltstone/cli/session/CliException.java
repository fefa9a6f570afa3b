package io.siltstone.cli.session;

import io.siltstone.core.error.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that the command line itself refuses or cannot do, with the exit code that tells it. */
public final class CliException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final @Nullable String key;
    private final String hint;

    /**
     * @param message what is wrong, one line
     * @param hint what to do about it, empty for nothing
     */
    public CliException(ExitCode exitCode, String message, String hint) {
        this(exitCode, null, message, hint, null);
    }

    private CliException(
            ExitCode exitCode, @Nullable String key, String message, String hint, @Nullable Throwable cause) {
        super(Printable.of(message), cause);
        this.exitCode = exitCode;
        this.key = key;
        this.hint = Printable.of(hint);
    }

    /** Arguments that make no sense together. */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, "");
    }

    /** The same about a key or prefix, which the message names too. */
    public CliException about(String subject) {
        return new CliException(exitCode, subject, String.valueOf(getMessage()), hint, getCause());
    }

    /** The same with what brought it about. */
    public CliException causedBy(Throwable cause) {
        return new CliException(exitCode, key, String.valueOf(getMessage()), hint, cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    public String hint() {
        return hint;
    }
}
