package io.siltstone.cli;

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
final class Run {

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
    record Result(int code, byte[] bytes, String err) {

        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return out().lines().toList();
        }
    }

    /** A run on no store. */
    static Run plain() {
        return new Run();
    }

    /** A run on the store in the directory. */
    static Run on(Path store) {
        return new Run().with(StoreOption.VARIABLE, store.toString());
    }

    Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Run terminals(Streams.Terminal... others) {
        terminals = Set.of(others);
        return this;
    }

    Run input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Run input(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** Lets standard output be this stream; the result's bytes stay empty. */
    Run output(OutputStream other) {
        output = other;
        return this;
    }

    Result of(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(input), output, err, terminals);
        int code = Main.run(List.of(arguments), streams, environment);
        byte[] bytes = output instanceof ByteArrayOutputStream held ? held.toByteArray() : new byte[0];
        return new Result(code, bytes, err.toString(StandardCharsets.UTF_8));
    }
}
