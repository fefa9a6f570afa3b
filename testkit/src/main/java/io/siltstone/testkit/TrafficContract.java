package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a remote store sends and asks for: an object's content goes over the wire once, and lists and batches take no more
 * requests than their pages.
 */
public interface TrafficContract {

    /** What the bodies of requests and answers may have besides content: the words of lists, of parts and of errors. */
    int WORDS = 64 << 10;

    int WRITERS = 8;

    /** A store that is empty, and a server that counts. */
    Line open() throws Exception;

    /** How large the parts of the store's uploads are. */
    int partBytes();

    /** How many objects the store's service tells at once, at most. */
    int pageObjects();

    /** How many objects it deletes at once, at most. */
    int batchObjects();

    /**
     * How much of an object may come and not be read: what was under way on a connection when the rest was asked for on
     * others, which the buffers of the two machines bound.
     */
    default int unreadBytes() {
        return 0;
    }

    /** How much of a resumable write's end is kept beside its parts, and read and written anew by the next owner. */
    default int heldBackBytes() {
        return 0;
    }

    /** A store and what goes to and from its server. */
    interface Line extends AutoCloseable {

        Backend backend();

        /** Bytes in the bodies of all requests so far. */
        long received();

        /** Bytes in the bodies of all answers so far. */
        long sent();

        /** How many requests came so far. */
        long requests();

        @Override
        void close() throws StorageException;
    }

    @Test
    default void contentGoesUpOnce() throws Exception {
        try (Line line = open()) {
            Storage storage = Storage.of(line.backend());
            for (int size : sizes()) {
                byte[] content = Contents.of(size, size);
                expect(line, size, 0, () -> storage.write("a", content));
                Source once = Source.once(size, new ByteArrayInputStream(content));
                expect(line, size, 0, () -> storage.write("a", once, WriteOptions.DEFAULT));
                Source unknown = Source.once(new ByteArrayInputStream(content));
                expect(line, size, 0, () -> storage.write("a", unknown, WriteOptions.DEFAULT));
                expect(line, size, 0, () -> {
                    try (ObjectWriter writer = storage.openWriter("a", OptionalLong.empty(), WriteOptions.DEFAULT)) {
                        writer.write(content);
                        writer.commit();
                    }
                });
                assertThat(storage.read("a")).isEqualTo(content);
            }
        }
    }

    @Test
    default void contentComesDownOnceAndNoMoreThanIsAskedFor() throws Exception {
        try (Line line = open()) {
            Storage storage = Storage.of(line.backend());
            for (int size : sizes()) {
                storage.write("a", Contents.of(size, size));
                expect(line, 0, size, unreadBytes(), () -> storage.read("a"));
                if (size > WORDS) {
                    int some = size / 3;
                    expect(line, 0, some, () -> storage.read("a", ByteRange.of(7, some)));
                    expect(line, 0, some, () -> storage.read("a", ByteRange.tail(some)));
                }
                expect(line, 0, 0, () -> {
                    storage.stat("a");
                    Contents.all(storage.listObjects(""));
                    storage.copy("a", "b", CopyOptions.DEFAULT);
                    storage.deleteBatch(List.of("b"));
                    storage.delete("a");
                });
            }
        }
    }

    /** Two owners, the second of whom goes on; the bytes before are read again from their source alone. */
    @Test
    default void theContentOfAResumedWriteGoesUpOnce() throws Exception {
        byte[] content = Contents.of(1, 3 * partBytes() + 17);
        SourceFingerprint source = new SourceFingerprint(content.length, "v1");
        int cut = 2 * partBytes();
        try (Line line = open()) {
            Storage storage = Storage.of(line.backend());
            expect(line, content.length, 0, heldBackBytes(), () -> {
                try (Transfer first = storage.openTransfer("a", source, WriteOptions.DEFAULT)) {
                    first.prove(piece(content, 0, 0));
                    first.append(0, piece(content, 0, cut));
                }
                try (Transfer second = storage.openTransfer("a", source, WriteOptions.DEFAULT)) {
                    assertThat(second.position()).isEqualTo(cut);
                    second.prove(piece(content, 0, cut));
                    second.append(cut, piece(content, cut, content.length));
                    second.commit(content.length, Sha256.of(content));
                }
            });
            assertThat(storage.read("a")).isEqualTo(content);
        }
    }

    @Test
    default void aListTakesARequestForEachPageAndABatchLikewise() throws Exception {
        try (Line line = open()) {
            Storage storage = Storage.of(line.backend());
            int objects = 2 * pageObjects() + 1;
            List<String> keys = IntStream.range(0, objects)
                    .mapToObj(i -> String.format("db/%06d", i))
                    .toList();
            Threads.race(WRITERS, thread -> {
                for (int i = thread; i < objects; i += WRITERS) {
                    storage.write(keys.get(i), new byte[0]);
                }
                return thread;
            });
            long before = line.requests();
            assertThat(Contents.texts(storage.list(""))).isEqualTo(keys);
            assertThat(line.requests() - before).as("pages").isEqualTo(3);

            before = line.requests();
            assertThat(Contents.all(storage.listDirectories(""))).containsExactly("db");
            assertThat(line.requests() - before).as("one line").isEqualTo(1);

            before = line.requests();
            assertThat(storage.deleteBatch(keys)).allMatch(DeleteResult::isDeleted);
            assertThat(line.requests() - before)
                    .as("batches")
                    .isLessThanOrEqualTo((objects + batchObjects() - 1L) / batchObjects() * 102 / 100);
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    /** What is done there, and counted. */
    interface Act {
        void run() throws IOException;
    }

    private static void expect(Line line, long up, long down, Act act) throws IOException {
        expect(line, up, down, 0, act);
    }

    private static void expect(Line line, long up, long down, long more, Act act) throws IOException {
        long received = line.received();
        long sent = line.sent();
        act.run();
        assertThat(line.received() - received).as("up").isBetween(up, up + WORDS + (up > 0 ? 2 * more : 0));
        assertThat(line.sent() - sent).as("down").isBetween(down, down + WORDS + more);
    }

    private int[] sizes() {
        return new int[] {0, 1000, 1 << 20, partBytes() - 1, partBytes(), partBytes() + 1, 3 * partBytes() + 17};
    }

    private static Source.Replayable piece(byte[] content, int from, int to) {
        return Source.bytes(Arrays.copyOfRange(content, from, to));
    }
}
