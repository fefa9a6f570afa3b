package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Capability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Listings: the same set in the same order on every store. Contract section 3. */
public interface ListContract extends StoreContract {

    @Test
    default void keysComeInTheOrderOfTheirUtf8Bytes() throws Exception {
        try (BackendFixture fixture = open()) {
            List<String> ordered = List.of(
                    "A",
                    "Z",
                    "a!",
                    "a-b",
                    "a-b/c",
                    "a.b",
                    "a/!",
                    "a/b",
                    "a/b-c",
                    "a/b/c",
                    "a0",
                    "a~",
                    "b",
                    "é",
                    "\uE000",
                    "\uFFFD",
                    "\uD800\uDC00",
                    "\uD83D\uDE00/x",
                    "\uDBFF\uDFFD");
            List<String> free = fixture.hasKeyConflicts()
                    ? ordered.stream()
                            .filter(key -> ordered.stream().noneMatch(other -> other.startsWith(key + "/")))
                            .toList()
                    : ordered;
            List<String> shuffled = new ArrayList<>(free);
            Collections.shuffle(shuffled, new Random(1));
            for (String key : shuffled) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            assertThat(Contents.texts(fixture.storage().list(""))).isEqualTo(free);
            assertThat(Contents.all(fixture.storage().listObjects("")))
                    .extracting(info -> info.key().value())
                    .isEqualTo(free);
        }
    }

    @Test
    default void aPrefixMeansWholeSegments() throws Exception {
        try (BackendFixture fixture = open()) {
            for (String key : List.of("db/cpu/a", "db/cpu/b/c", "db/cpu-x/d", "db/cpu2/e", "db2/f", "d/g")) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            Storage storage = fixture.storage();
            assertThat(Contents.texts(storage.list("db/cpu"))).containsExactly("db/cpu/a", "db/cpu/b/c");
            assertThat(Contents.texts(storage.list("db/cpu/"))).containsExactly("db/cpu/a", "db/cpu/b/c");
            assertThat(Contents.texts(storage.list("db/cpu/b/"))).containsExactly("db/cpu/b/c");
            assertThat(Contents.texts(storage.list("db/cp"))).isEmpty();
            assertThat(Contents.texts(storage.list("db/cpu/a"))).isEmpty();
            assertThat(Contents.texts(storage.list("absent/x"))).isEmpty();
            assertThat(Contents.texts(storage.list("")))
                    .containsExactly("d/g", "db/cpu-x/d", "db/cpu/a", "db/cpu/b/c", "db/cpu2/e", "db2/f");
        }
    }

    @Test
    default void startAfterIsExclusiveAndNeedNotExist() throws Exception {
        try (BackendFixture fixture = open()) {
            for (String key : List.of("a", "db/a", "db/b", "db/b-c", "db/c/x", "db/d", "e")) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            assertThat(after(fixture, "db", "db/b")).containsExactly("db/b-c", "db/c/x", "db/d");
            assertThat(after(fixture, "db", "db/b-")).containsExactly("db/b-c", "db/c/x", "db/d");
            assertThat(after(fixture, "db", "db/c")).containsExactly("db/c/x", "db/d");
            assertThat(after(fixture, "db", "db/c/x")).containsExactly("db/d");
            assertThat(after(fixture, "db", "db/c/y")).containsExactly("db/d");
            assertThat(after(fixture, "db", "db/d")).isEmpty();
            assertThat(after(fixture, "db", "a")).hasSize(5);
            assertThat(after(fixture, "db", "z")).isEmpty();
            assertThat(after(fixture, "", "db/b-c")).containsExactly("db/c/x", "db/d", "e");
            assertThat(after(fixture, "", "db")).hasSize(6);
        }
    }

    @Test
    default void percentSignsAreLettersInPrefixesAndStarts() throws Exception {
        try (BackendFixture fixture = open()) {
            List<String> keys = List.of("%/a", "%/b", "%2F/a", "%zz/%/c", "100%/a", "100%/b", "a+%/b c");
            for (String key : keys) {
                fixture.seeds().write(key, Contents.of(1, 1));
            }
            Storage storage = fixture.storage();
            assertThat(Contents.texts(storage.list("%"))).containsExactly("%/a", "%/b");
            assertThat(Contents.texts(storage.list("%2F"))).containsExactly("%2F/a");
            assertThat(Contents.texts(storage.list("%zz/%"))).containsExactly("%zz/%/c");
            assertThat(Contents.texts(storage.list("a+%"))).containsExactly("a+%/b c");
            assertThat(Contents.all(storage.listDirectories("%zz"))).containsExactly("%");
            for (int i = 0; i < keys.size(); i++) {
                assertThat(after(fixture, "", keys.get(i))).isEqualTo(keys.subList(i + 1, keys.size()));
                assertThat(after(fixture, "", keys.get(i) + "%")).isEqualTo(keys.subList(i + 1, keys.size()));
            }
        }
    }

    @Test
    default void manyObjectsAreListedOnceEachInPagesOfTheStoresOwn() throws Exception {
        try (BackendFixture fixture = open()) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                String key = String.format("db/%02d/%04d", i % 7, i);
                keys.add(key);
                fixture.seeds().write(key, new byte[0]);
            }
            Collections.sort(keys);
            assertThat(Contents.texts(fixture.storage().list(""))).isEqualTo(keys);
            assertThat(after(fixture, "db", keys.get(1999))).isEqualTo(keys.subList(2000, 2500));
        }
    }

    @Test
    default void aListingIsGivenUpAtAnyElementAndEndsClearly() throws Exception {
        try (BackendFixture fixture = open()) {
            for (int i = 0; i < 20; i++) {
                fixture.seeds().write("db/" + (10 + i), new byte[0]);
            }
            Listing<ObjectKey> some = fixture.storage().list("");
            assertThat(some.next().value()).isEqualTo("db/10");
            some.close();
            some.close();
            assertThat(some.hasNext()).isFalse();
            assertThatThrownBy(some::next).isInstanceOf(NoSuchElementException.class);
            try (Listing<ObjectKey> all = fixture.storage().list("db")) {
                for (int i = 0; i < 20; i++) {
                    all.next();
                }
                assertThat(all.hasNext()).isFalse();
                assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @Test
    default void everythingListedIsStattedReadAndDeletedAsListed() throws Exception {
        try (BackendFixture fixture = open()) {
            for (String key : List.of("a b/+%20", "é/%2F", ".hidden/x", "_meta/y", "db/.x", "db/_y")) {
                fixture.seeds().write(key, Contents.of(key.length(), key.length()));
            }
            Storage storage = fixture.storage();
            List<ObjectInfo> listed = Contents.all(storage.listObjects(""));
            assertThat(listed).hasSize(6);
            for (ObjectInfo info : listed) {
                String key = info.key().value();
                ObjectStat stat = storage.stat(key).orElseThrow();
                assertThat(stat.info().sizeBytes()).isEqualTo(info.sizeBytes()).isEqualTo(key.length());
                assertThat(stat.info().version()).isEqualTo(info.version());
                assertThat(stat.info().lastModified().getEpochSecond())
                        .isEqualTo(info.lastModified().getEpochSecond());
                assertThat(storage.read(key)).isEqualTo(Contents.of(key.length(), key.length()));
                fixture.seeds().delete(key);
            }
            assertThat(Contents.texts(storage.list(""))).isEmpty();
        }
    }

    @Test
    default void whatIsStagedIsNeverListed() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.RESUMABLE_WRITE);
            Storage storage = fixture.storage();
            storage.write("db/a", Contents.of(1, 10));
            try (ObjectWriter writer = storage.openWriter("db/b", OptionalLong.empty(), WriteOptions.DEFAULT);
                    Transfer transfer =
                            storage.openTransfer("db/c", new SourceFingerprint(20, "v1"), WriteOptions.DEFAULT)) {
                writer.write(Contents.of(2, 100_000));
                transfer.append(0, Source.bytes(Contents.of(3, 10)));
                assertThat(Contents.texts(storage.list(""))).containsExactly("db/a");
                assertThat(Contents.all(storage.listEntries(""))).hasSize(1);
                assertThat(Contents.all(storage.listDirectories(""))).containsExactly("db");
            }
            assertThat(Contents.texts(storage.list(""))).containsExactly("db/a");
        }
    }

    @Test
    default void whatIsThereThroughoutIsListedOnceWhileOthersComeAndGo() throws Exception {
        try (BackendFixture fixture = open()) {
            StoreContract.assume(fixture.backend(), Capability.WRITE);
            Storage storage = fixture.storage();
            List<String> stable = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                stable.add(String.format("db/%03d/stable", i));
                storage.write(stable.get(i), new byte[0]);
                storage.write(String.format("db/%03d/going", i), new byte[0]);
            }
            List<List<String>> listed = Threads.race(3, thread -> {
                if (thread == 2) {
                    return Contents.texts(storage.list("db"));
                }
                for (int i = 0; i < 200; i++) {
                    if (thread == 0) {
                        storage.delete(String.format("db/%03d/going", i));
                    } else {
                        storage.write(String.format("db/%03d/coming", 199 - i), new byte[0]);
                    }
                }
                return List.of();
            });
            assertThat(listed.get(2)).doesNotHaveDuplicates().containsAll(stable);
            assertThat(listed.get(2)).isSorted();
        }
    }

    @Test
    default void aListingThatFailsIsAnErrorAndNeverEmpty() throws Exception {
        try (BackendFixture fixture = open()) {
            FaultBackend faults = new FaultBackend(fixture.backend());
            faults.add(FaultRule.on(Operation.LIST, Fault.failBefore(UnavailableException::new)));
            Storage storage = fixture.storage(faults);
            assertThatThrownBy(() -> storage.list("")).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> storage.listObjects("db")).isInstanceOf(UnavailableException.class);
        }
    }

    private static List<String> after(BackendFixture fixture, String prefix, String start) throws Exception {
        ListRequest request = ListRequest.of(KeyPrefix.of(prefix)).after(ObjectKey.of(start));
        return Contents.texts(fixture.storage().list(request));
    }
}
