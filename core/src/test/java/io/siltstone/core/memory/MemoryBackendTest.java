package io.siltstone.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Durability;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.UnsupportedException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What is this store's own; the contract is proven by the test kit. */
final class MemoryBackendTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final StoreRuntime runtime = StoreRuntime.system().withClock(InstantSource.fixed(NOW));
    private final Storage storage = Storage.of(new MemoryBackend(new MemoryConfig("test"), runtime));

    @Test
    void twoStoresOfOneNameShareNothing() throws Exception {
        storage.write("a", new byte[1]);
        assertThat(Storage.of(new MemoryBackend(new MemoryConfig("test"), runtime))
                        .exists("a"))
                .isFalse();
    }

    @Test
    void timesAreThoseOfTheClock() throws Exception {
        assertThat(storage.write("a", new byte[1]).lastModified()).isEqualTo(NOW);
    }

    @Test
    void whatTheCallerDoesWithItsArraysAfterwardsChangesNothing() throws Exception {
        byte[] content = {1, 2, 3};
        storage.write("a", content);
        content[0] = 9;
        storage.read("a")[1] = 9;
        assertThat(storage.read("a")).containsExactly(1, 2, 3);
    }

    @Test
    void nothingInMemoryOutlivesAPowerCut() {
        WriteOptions durable = WriteOptions.DEFAULT.withDurability(Durability.FULL);
        assertThatThrownBy(() -> storage.write("a", Source.bytes(new byte[1]), durable))
                .isInstanceOf(UnsupportedException.class);
    }

    @Test
    void anObjectLargerThanAnArrayIsRefusedBeforeItIsRead() {
        Source huge = Source.once(1L << 40, InputStream.nullInputStream());
        assertThatThrownBy(() -> storage.write("a", huge, WriteOptions.DEFAULT))
                .isInstanceOf(UnsupportedException.class);
    }
}
