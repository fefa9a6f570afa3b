package io.siltstone.cli;

import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of the command in this process: what it was given, and with {@link #of} what came of it. */
public final class Run {

    private final Map<String, String> environment = new HashMap<>();
    private Set<Streams.Terminal> terminals = Set.of();
    private byte[] input = new byte[0];
    private OutputStream output = new ByteArrayOutputStream();

    /**
     * What came of a run.
     *
     * @param code the exit code
     * @param bytes standard output
     * @param err standard error
     */
    public record Result(int code, byte[] bytes, String err) {

        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return out().lines().toList();
        }
    }

    /** A run on no store. */
    public static Run plain() {
        return new Run();
    }

    /** A run on the store in the directory. */
    public static Run on(Path store) {
        return new Run().with(StoreOption.VARIABLE, store.toString());
    }

    public Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Run terminals(Streams.Terminal... others) {
        terminals = Set.of(others);
        return this;
    }

    public Run input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    public Run input(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** Lets standard output be this stream; the result's bytes stay empty. */
    public Run output(OutputStream other) {
        output = other;
        return this;
    }

    public Result of(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(input), output, err, terminals);
        int code = Main.run(List.of(arguments), streams, environment);
        byte[] bytes = output instanceof ByteArrayOutputStream held ? held.toByteArray() : new byte[0];
        return new Result(code, bytes, err.toString(StandardCharsets.UTF_8));
    }
}
