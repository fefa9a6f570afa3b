package io.siltstone.cli.session;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a process is connected to.
 *
 * @param in standard input
 * @param out standard output, unbuffered, whose failures are seen
 * @param err standard error
 * @param terminals which of the three are terminals
 */
public record Streams(InputStream in, OutputStream out, OutputStream err, Set<Terminal> terminals) {

    /** One of the three standard streams. */
    public enum Terminal {
        IN,
        OUT,
        ERR
    }

    /** The property in which the launcher says which streams are terminals: {@code in,out,err}; Java 17 cannot tell. */
    public static final String TERMINALS_PROPERTY = "siltstone.terminals";

    public Streams {
        terminals = Set.copyOf(terminals);
    }

    /** Those of this process. Without the launcher's word nothing is a terminal. */
    public static Streams ofProcess(String terminals) {
        return new Streams(
                new InterruptibleInput(new FileInputStream(FileDescriptor.in).getChannel()),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                parse(terminals));
    }

    private static Set<Terminal> parse(String terminals) {
        Set<String> names = Set.of(terminals.split(",", -1));
        return Arrays.stream(Terminal.values())
                .filter(terminal -> names.contains(terminal.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    boolean isTerminal(Terminal terminal) {
        return terminals.contains(terminal);
    }
}
