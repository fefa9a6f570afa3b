package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StorageTest {

    private final List<StorageEvent> events = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final StoreRuntime runtime =
            StoreRuntime.system().withNanoTime(() -> nanos.addAndGet(1000)).withListener(events::add);
    private final Backend backend = new MemoryBackend(new MemoryConfig("test"), runtime);
    private final Storage storage = Storage.of(backend, StorageSettings.DEFAULT, runtime);

    @Test
    void anAddressOpensAStore() throws Exception {
        try (Storage opened = Storage.open("mem:example")) {
            opened.write("db/a", new byte[] {1});
            assertThat(opened.read("db/a")).containsExactly(1);
            assertThat(opened.location().root()).isEqualTo("mem://example");
        }
    }

    @Test
    void portableKeysAreWrittenAndEveryKeyIsRead() throws Exception {
        Storage raw = Storage.of(backend, StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW), runtime);
        assertThatThrownBy(() -> storage.write("a:b", new byte[0])).isInstanceOf(InvalidKeyException.class);
        raw.write("a:b", new byte[] {1});
        assertThat(storage.read("a:b")).containsExactly(1);
        storage.copy("a:b", "c", CopyOptions.DEFAULT);
        assertThatThrownBy(() -> storage.copy("c", "d:e", CopyOptions.DEFAULT)).isInstanceOf(InvalidKeyException.class);
        storage.delete("a:b");
        assertThat(storage.exists("a:b")).isFalse();
    }

    @Test
    void anErrorNamesOperationStoreAndKey() {
        assertThatThrownBy(() -> storage.read("../x")).hasMessageStartingWith("read mem://test key=`../x`: ");
        assertThatThrownBy(() -> storage.list("a//b")).hasMessageStartingWith("list mem://test key=`a//b`: ");
        assertThatThrownBy(() -> storage.reader("absent"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("read mem://test key=`absent`: ");
    }

    @Test
    void moreThanTheLimitIsNotReadIntoMemory() throws Exception {
        Storage small = Storage.of(backend, StorageSettings.DEFAULT.withMaxReadBytes(10), runtime);
        storage.write("ten", new byte[10]);
        storage.write("eleven", new byte[11]);
        assertThat(small.read("ten")).hasSize(10);
        assertThat(small.read("eleven", ByteRange.tail(10))).hasSize(10);
        assertThatThrownBy(() -> small.read("eleven"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("11 bytes are more than the 10");
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        small.readTo("eleven", sink);
        assertThat(sink.size()).isEqualTo(11);
    }

    @Test
    void aListenerHearsEachOperationOnce() throws Exception {
        storage.write("db/a", new byte[7]);
        storage.read("db/a");
        assertThatThrownBy(() -> storage.read("absent")).isInstanceOf(NotFoundException.class);
        assertThat(events)
                .extracting(StorageEvent::operation)
                .containsExactly(Operation.WRITE, Operation.READ, Operation.READ);
        assertThat(events).extracting(StorageEvent::bytes).containsExactly(7L, 7L, 0L);
        assertThat(events).extracting(StorageEvent::key).containsExactly("db/a", "db/a", "absent");
        assertThat(events).extracting(event -> event.duration().toNanos()).containsExactly(1000L, 1000L, 1000L);
        assertThat(events.get(2).error()).containsInstanceOf(NotFoundException.class);
        assertThat(events.get(1).error()).isEmpty();
    }

    @Test
    void aSourceThatFailsIsNoFailureOfTheStore() {
        IOException thrown = new IOException("broken");
        Source source = Source.replayable(() -> {
            throw thrown;
        });
        assertThatThrownBy(() -> storage.write("a", source, WriteOptions.DEFAULT))
                .isSameAs(thrown);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).error()).isEmpty();
    }

    @Test
    void aStoreThatListsWhatWasNotAskedForIsFoundOut() throws Exception {
        ListRequest request = ListRequest.of(KeyPrefix.of("db/cpu")).after(ObjectKey.of("db/cpu/b"));
        for (List<String> hostile : List.of(
                List.of("db/cpu2/x"),
                List.of("db/cpu"),
                List.of("db/cpu/b"),
                List.of("db/cpu/a"),
                List.of("db/cpu/c", "db/cpu/c"),
                List.of("db/cpu/d", "db/cpu/c"))) {
            Storage over = Storage.of(new Listed(backend, hostile));
            assertThatThrownBy(() -> drain(over.list(request)))
                    .as("%s", hostile)
                    .isInstanceOf(IntegrityException.class);
        }
        assertThat(drain(Storage.of(new Listed(backend, List.of("db/cpu/c", "db/cpu/d")))
                        .list(request)))
                .isEqualTo(2);
    }

    @Test
    void resultsOfABatchAreInTheOrderOfTheKeys() throws Exception {
        storage.write("a", new byte[0]);
        List<DeleteResult> results = storage.deleteBatch(List.of("..", "a", "", "a", "b"));
        assertThat(results).extracting(DeleteResult::key).containsExactly("..", "a", "", "a", "b");
        assertThat(results).extracting(DeleteResult::isDeleted).containsExactly(false, true, false, true, true);
    }

    @Test
    void closingClosesTheBackend() throws Exception {
        storage.close();
        storage.close();
        assertThatThrownBy(() -> storage.read("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsHaveBounds() {
        assertThatThrownBy(() -> StorageSettings.DEFAULT.withMaxReadBytes(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StorageSettings.DEFAULT.withMaxReadBytes(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int drain(Listing<ObjectKey> listing) throws StorageException {
        int count = 0;
        try (listing) {
            while (listing.hasNext()) {
                listing.next();
                count++;
            }
        }
        return count;
    }

    /** A store that lists what it was told to. */
    private static final class Listed extends ForwardingBackend {
        private final List<ObjectKey> keys = new ArrayList<>();

        Listed(Backend inner, List<String> keys) throws InvalidKeyException {
            super(inner);
            for (String key : keys) {
                this.keys.add(ObjectKey.of(key));
            }
        }

        @Override
        public Listing<ObjectKey> list(ListRequest request) {
            Iterator<ObjectKey> elements = keys.iterator();
            return new Listing<>() {
                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public ObjectKey next() {
                    return elements.next();
                }

                @Override
                public void close() {
                    keys.clear();
                }
            };
        }
    }
}
