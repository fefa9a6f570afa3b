package io.siltstone.cli.session;

import java.io.IOException;
import java.util.Locale;

/** Standard output does not take what is written to it. */
public final class OutputException extends IOException {

    private static final long serialVersionUID = 1L;

    public OutputException(IOException cause) {
        super("standard output cannot be written: " + cause.getMessage(), cause);
    }

    /** Whether the reader went away, which is no error. The word stands in the message of every common locale. */
    boolean isClosedPipe() {
        return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
