package io.siltstone.cli.session;

import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The user's own files, as opposed to the store's. */
public final class LocalFiles {

    private LocalFiles() {}

    /** The path that an argument names. */
    public static Path path(String argument) throws CliException {
        if (argument.isEmpty()) {
            throw CliException.usage("the name of the file is empty");
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw CliException.usage("`" + argument + "` is no path: " + e.getReason())
                    .causedBy(e);
        }
    }

    /** The failure with a local file: its name and what is wrong with it. */
    public static CliException failure(Path file, IOException e) {
        return new CliException(exitCode(e), "file `" + file + "`: " + reason(e), "").causedBy(e);
    }

    /** As for an object of a store that is missing or closed to the user. */
    private static ExitCode exitCode(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof NoSuchFileException) {
            return ExitCode.NO_SUCH_OBJECT;
        }
        return e instanceof AccessDeniedException ? ExitCode.FATAL : ExitCode.ERROR;
    }

    /** What an error of the file system says, in words: Java gives some of them as the bare name of the file. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "no such file: " + Printable.of(Objects.requireNonNullElse(missing.getFile(), ""));
        }
        if (e instanceof AccessDeniedException denied) {
            return "permission denied: " + Printable.of(Objects.requireNonNullElse(denied.getFile(), ""));
        }
        if (e instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
