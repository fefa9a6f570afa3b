package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A store that gives a byte each second, at first or always. */
final class SpeedFloorTest {

    private static final int BYTES = 1000;

    private final VirtualTime time = new VirtualTime();
    private byte[] content = new byte[BYTES];
    private int bytesASecond = 1;
    private int reads;

    @Test
    void aTrickleIsLeftAndGoneOnWithOverAnotherConnection() throws Exception {
        try (ResilientBackend backend = backend(1);
                ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
            assertThat(read.stream().readAllBytes()).isEqualTo(content);
        }
        assertThat(reads).isEqualTo(2);
        assertThat(time.now()).isLessThan(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void aStoreThatOnlyTricklesEndsTyped() throws Exception {
        try (ResilientBackend backend = backend(Integer.MAX_VALUE);
                ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
            assertThatThrownBy(() -> read.stream().readAllBytes()).isInstanceOf(TimeoutException.class);
        }
        assertThat(reads).isEqualTo(4);
    }

    @Test
    void aSlowLineIsNoFailure() throws Exception {
        content = new byte[4 << 20];
        bytesASecond = 8 << 10;
        try (ResilientBackend backend = backend(Integer.MAX_VALUE)) {
            try (ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
                assertThat(read.stream().readAllBytes()).isEqualTo(content);
            }
            assertThat(backend.circuitBreakerStats().retries()).isZero();
            assertThat(backend.circuitBreakerStats().failures()).isZero();
        }
        assertThat(reads).isEqualTo((4 << 20) / (30 * (8 << 10)) + 1);
    }

    @Test
    void aSlowReaderIsNotTheStoresFault() throws Exception {
        try (ResilientBackend backend = backend(0);
                ObjectContent read = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
            for (int i = 0; i < BYTES; i++) {
                time.pass(Duration.ofSeconds(1));
                assertThat(read.stream().read()).isEqualTo(content[i] & 0xFF);
            }
        }
        assertThat(reads).isEqualTo(1);
    }

    private ResilientBackend backend(int slowReads) throws Exception {
        new Random(1).nextBytes(content);
        MemoryBackend memory = new MemoryBackend(new MemoryConfig("slow"), time.runtime(1));
        memory.write(ObjectKey.of("a"), Source.bytes(content), WriteOptions.DEFAULT);
        ForwardingBackend slow = new ForwardingBackend(memory) {
            @Override
            public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                reads++;
                ObjectContent fast = super.read(key, options);
                return reads > slowReads
                        ? fast
                        : new ObjectContent(
                                fast.info(), fast.extent(), new Trickle(fast), ErrorContext.of(Operation.READ, "slow"));
            }
        };
        return new ResilientBackend(
                slow,
                ResilientConfig.of(memory.config()).withTimes(Duration.ofHours(1), Duration.ofHours(1)),
                time.runtime(1));
    }

    private final class Trickle extends FilterInputStream {

        Trickle(ObjectContent content) {
            super(content.stream());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            time.pass(Duration.ofSeconds(1));
            return super.read(buffer, offset, Math.min(bytesASecond, length));
        }
    }
}
