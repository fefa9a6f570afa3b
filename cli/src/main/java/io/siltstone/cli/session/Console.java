package io.siltstone.cli.session;

import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where a command's words go: results to standard output, everything else to standard error. Knows whether the results
 * are lines of text or of JSON, whether to colour and whether to draw progress.
 */
public final class Console {

    private static final int DEFAULT_COLUMNS = 80;
    private static final int MAX_COLUMNS = 1000;

    private final Streams streams;
    private final RootOptions options;
    private final Map<String, String> environment;
    private final LongSupplier nanoTime;
    private final Output out;
    private final PrintStream err;

    public Console(Streams streams, RootOptions options, Map<String, String> environment, LongSupplier nanoTime) {
        this.streams = streams;
        this.options = options;
        this.environment = environment;
        this.nanoTime = nanoTime;
        this.out = new Output(streams.out());
        this.err = new PrintStream(streams.err(), true, StandardCharsets.UTF_8);
    }

    /** Whether results are JSON. */
    public boolean json() {
        return options.json();
    }

    /** Standard output, for content. */
    public Output out() {
        return out;
    }

    /** One line of a result; text from outside comes through {@link Printable} first. */
    public void line(String text) throws IOException {
        out.text(text + "\n");
    }

    /** One JSON object of a result. */
    public void line(JsonLine json) throws IOException {
        out.text(json + "\n");
    }

    /** One line for people, after the results so far: a summary or a remark. Programs that read JSON get none. */
    public void note(String text) throws OutputException {
        out.flush();
        if (!options.quiet() && !options.json()) {
            err.println(text);
        }
    }

    /** One line about an error. */
    public void error(String text) {
        err.println(styled(Streams.Terminal.ERR, Style.ERROR, "siltstone:") + " " + text);
    }

    /** One JSON object about an error. */
    public void error(JsonLine json) {
        err.println(json);
    }

    /** The stack trace, where it is asked for. */
    public void trace(Throwable error) {
        if (options.debug()) {
            error.printStackTrace(err);
        }
    }

    /** Text for standard output in a style, where colour is on. */
    public String styled(Style style, String text) {
        return styled(Streams.Terminal.OUT, style, text);
    }

    private String styled(Streams.Terminal terminal, Style style, String text) {
        return colored(terminal) ? style.apply(text) : text;
    }

    /** Whether standard output is coloured. */
    public boolean colored() {
        return colored(Streams.Terminal.OUT);
    }

    private boolean colored(Streams.Terminal terminal) {
        return options.color().enabled(environment, streams.isTerminal(terminal));
    }

    /** How many columns a line may have. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean number =
                !columns.isEmpty() && columns.length() < 6 && columns.chars().allMatch(Character::isDigit);
        int width = number ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
        return width < 20 ? DEFAULT_COLUMNS : Math.min(width, MAX_COLUMNS);
    }

    /** Whether somebody sits there to answer a question. */
    public boolean canAsk() {
        return streams.isTerminal(Streams.Terminal.IN) && streams.isTerminal(Streams.Terminal.ERR);
    }

    /** Asks a question whose answer is no unless it is a clear yes. */
    public boolean confirm(String question) throws IOException {
        err.print(question + " [y/N] ");
        err.flush();
        StringBuilder answer = new StringBuilder();
        for (int c = streams.in().read();
                c >= 0 && c != '\n' && answer.length() < 16;
                c = streams.in().read()) {
            answer.append((char) c);
        }
        String word = answer.toString().strip();
        return word.equalsIgnoreCase("y") || word.equalsIgnoreCase("yes");
    }

    /** A picture of how far an action is; draws nothing where nobody looks. */
    public Progress progress(String label, long totalBytes) {
        boolean drawn = switch (options.progress()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                streams.isTerminal(Streams.Terminal.ERR)
                        && !options.quiet()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        };
        return new Progress(err, drawn, Printable.of(label), totalBytes, columns(), nanoTime);
    }

    public LongSupplier nanoTime() {
        return nanoTime;
    }
}
