package io.siltstone.benchmarks;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to prove that a text is a key: keys of hour files, all ASCII, each of its own database. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyValidation {

    private static final int KEYS = 256;
    private static final String FILE = "/2025/11/25/16/0123456789abcdef0123456789abcdef.parquet";

    /** The rules. */
    @Param({"RAW", "PORTABLE"})
    public KeyProfile profile = KeyProfile.RAW;

    /** How many characters a key has. */
    @Param({"64", "100", "200"})
    public int length = 64;

    private final String[] keys = new String[KEYS];
    private int next;

    /** Makes keys that differ, so that no branch is foreseen for one text. */
    @Setup
    public void keys() {
        for (int i = 0; i < KEYS; i++) {
            String database = "w" + i;
            String measurement = "m".repeat(length - FILE.length() - database.length() - 1);
            keys[i] = database + "/" + measurement + FILE;
        }
    }

    /** One key. */
    @Benchmark
    public Optional<String> violation() {
        next = (next + 1) % KEYS;
        return ObjectKey.violation(keys[next], profile);
    }
}
