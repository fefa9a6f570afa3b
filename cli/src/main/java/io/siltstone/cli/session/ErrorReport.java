package io.siltstone.cli.session;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Printable;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;

/** Prints an error as one line, for people or as JSON, and says how the process ends. */
public final class ErrorReport {

    private final Console console;
    private final boolean json;

    public ErrorReport(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Prints the error after the results that came before it. */
    public ExitCode report(Throwable error) {
        if (error instanceof OutputException output) {
            return output.isClosedPipe() ? ExitCode.CLOSED_PIPE : unexpected(error, LocalFiles.reason(output));
        }
        try {
            console.out().flush();
        } catch (OutputException e) {
            error.addSuppressed(e);
        }
        if (error instanceof StorageException storage) {
            return storage(storage);
        }
        if (error instanceof CliException refusal) {
            return refusal(refusal);
        }
        if (error instanceof IOException io) {
            return unexpected(error, LocalFiles.reason(io));
        }
        return unexpected(error, "internal error: " + error);
    }

    private ExitCode storage(StorageException error) {
        ErrorTable.Row row = ErrorTable.of(error);
        ErrorContext context = error.context();
        JsonLine line = new JsonLine("error")
                .put("error", ErrorTable.name(error))
                .put("operation", context.operation().label())
                .put("store", context.backend())
                .put("key", context.key())
                .put("message", error.reason());
        return print(error, line, String.valueOf(error.getMessage()), row.hint(), row.exitCode());
    }

    private ExitCode refusal(CliException error) {
        String message = String.valueOf(error.getMessage());
        JsonLine line = new JsonLine("error")
                .put("error", error.exitCode().label())
                .put("key", error.key())
                .put("message", message);
        return print(error, line, message, error.hint(), error.exitCode());
    }

    private ExitCode unexpected(Throwable error, String message) {
        String safe = Printable.of(message);
        JsonLine line = new JsonLine("error").put("error", "Failure").put("message", safe);
        return print(error, line, safe, "--debug shows where it came from", ExitCode.ERROR);
    }

    private ExitCode print(Throwable error, JsonLine line, String message, String hint, ExitCode code) {
        if (json) {
            Optional<String> advice = hint.isEmpty() ? Optional.empty() : Optional.of(hint);
            console.error(line.put("hint", advice).put("exitCode", code.number()));
        } else {
            console.error(message + (hint.isEmpty() ? "" : "; " + hint));
        }
        console.trace(error);
        return code;
    }
}
