package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many threads at one store. Contract section 2. */
public interface ConcurrencyContract extends StoreContract {

    @Test
    default void readersSeeWholeVersionsWhileWritersReplaceThem() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            storage.write("db/a", filled(0));
            List<Integer> whole = Threads.race(4, thread -> {
                int seen = 0;
                for (int i = 1; i <= 60; i++) {
                    if (thread == 0) {
                        storage.write("db/a", filled(i));
                    } else {
                        seen += readWhole(storage) ? 1 : 0;
                    }
                }
                return seen;
            });
            assertThat(whole.subList(1, 4)).allMatch(seen -> seen > 0);
            assertThat(storage.read("db/a")).isEqualTo(filled(60));
        }
    }

    @Test
    default void writersOfOneKeyLeaveOneOfTheirObjectsWhole() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            Threads.race(8, thread -> storage.write("db/a", filled(thread)));
            assertThat(isWhole(storage.read("db/a"))).isTrue();
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/a");
        }
    }

    @Test
    default void writersOfManyKeysDisturbNobody() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                expected.add(String.format("db/%d/%03d", i % 4, i));
            }
            Threads.race(8, thread -> {
                for (int i = thread; i < 160; i += 8) {
                    storage.write(expected.get(i), filled(i));
                }
                return thread;
            });
            assertThat(Contents.texts(storage.list(""))).containsExactlyInAnyOrderElementsOf(expected);
            for (int i = 0; i < 160; i++) {
                assertThat(storage.read(expected.get(i))).isEqualTo(filled(i));
            }
        }
    }

    @Test
    default void anInterruptedWritePublishesAllOrNothing() throws Exception {
        try (BackendFixture fixture = open()) {
            Storage storage = fixture.storage();
            boolean published = Threads.race(1, thread -> {
                        Thread.currentThread().interrupt();
                        try {
                            storage.write("db/a", filled(1));
                            return true;
                        } catch (CancelledException cancelled) {
                            return false;
                        } finally {
                            Thread.interrupted();
                        }
                    })
                    .get(0);
            assertThat(storage.exists("db/a")).isEqualTo(published);
            assertThat(Contents.texts(storage.list(""))).hasSize(published ? 1 : 0);
            storage.write("db/b", filled(2));
            assertThat(storage.read("db/b")).isEqualTo(filled(2));
        }
    }

    private static boolean readWhole(Storage storage) throws Exception {
        try (ObjectContent content = storage.open("db/a", ReadOptions.ALL)) {
            assertThat(isWhole(content.stream().readAllBytes())).isTrue();
            return true;
        } catch (ChangedDuringReadException refused) {
            return false;
        }
    }

    /** Content whose every byte and whose length tell which it is. */
    private static byte[] filled(int number) {
        byte[] bytes = new byte[50_000 + number];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static boolean isWhole(byte[] content) {
        return Arrays.equals(content, filled(content.length - 50_000));
    }
}
