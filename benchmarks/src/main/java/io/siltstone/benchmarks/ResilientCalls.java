package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientBackend;
import io.siltstone.core.resilience.ResilientConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call of a store in memory, bare, under {@link ResilientBackend}, and rejected by its open breaker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResilientCalls {

    private static final int ENOUGH_TO_OPEN = 20;

    private final ObjectKey key = key("weather/hours/2025/11/25/16/a.parquet");
    private final byte[] content = new byte[100];
    private final Backend bare = new MemoryBackend(new MemoryConfig("benchmark"), StoreRuntime.system());
    private final Backend resilient = new ResilientBackend(bare, StoreRuntime.system());
    private final Backend rejecting = new ResilientBackend(
            new Down(bare),
            ResilientConfig.of(bare.config())
                    .withBreaker(1, Duration.ofDays(1), 1)
                    .withRetries(0, Duration.ofMillis(1), Duration.ofMillis(1)),
            StoreRuntime.system());

    /** Writes the object, and opens the breaker of the store that is down. */
    @Setup
    public void prepare() throws IOException {
        write(bare);
        for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
            try {
                rejecting.stat(key("key" + i));
                throw new IllegalStateException("the store is not down");
            } catch (UnavailableException | CircuitOpenException e) {
                // What was wanted.
            }
        }
    }

    @Benchmark
    public Optional<ObjectStat> statBare() throws StorageException {
        return bare.stat(key);
    }

    @Benchmark
    public Optional<ObjectStat> statResilient() throws StorageException {
        return resilient.stat(key);
    }

    @Benchmark
    public Object writeBare() throws IOException {
        return write(bare);
    }

    @Benchmark
    public Object writeResilient() throws IOException {
        return write(resilient);
    }

    /** The exception with its stack trace is part of it. */
    @Benchmark
    public Object rejected() throws StorageException {
        try {
            return rejecting.stat(key);
        } catch (CircuitOpenException e) {
            return e;
        }
    }

    private Object write(Backend backend) throws IOException {
        return backend.write(key, Source.bytes(content), WriteOptions.DEFAULT);
    }

    private static ObjectKey key(String text) {
        try {
            return ObjectKey.of(text);
        } catch (StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Down extends ForwardingBackend {
        private Down(Backend inner) {
            super(inner);
        }

        @Override
        public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
            throw new UnavailableException(ErrorContext.of(Operation.STAT, "mem:", key.value()), "down");
        }
    }
}
