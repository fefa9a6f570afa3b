package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalListerTest {

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
        for (String key : List.of("a/1", "a/2", "a.b", "a-b/1", "a-b.c", "b/x/1", "b/x!", "b/y/1", "c")) {
            put(key);
        }
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    private void put(String key) throws IOException {
        Path file = store.root().resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, key);
    }

    @Test
    void aDirectoryComesWhereItsNameWithASlashBelongs() throws IOException {
        assertThat(store.list()).containsExactly("a-b.c", "a-b/1", "a.b", "a/1", "a/2", "b/x!", "b/x/1", "b/y/1", "c");
    }

    @Test
    void everyStartGivesTheRest() throws IOException {
        List<String> all = store.list();
        List<String> starts = new ArrayList<>(all);
        starts.addAll(List.of("A", "a", "a-b", "a/", "a/0", "a/1/x", "a0", "b", "b/x", "b/x/", "b/x/2", "b/z", "z"));
        for (String start : starts) {
            if (start.endsWith("/")) {
                continue;
            }
            List<String> rest = all.stream()
                    .filter(key -> io.siltstone.core.Utf8Order.compare(key, start) > 0)
                    .toList();
            assertThat(store.list(ListRequest.of(KeyPrefix.ROOT).after(ObjectKey.of(start))))
                    .as("after " + start)
                    .isEqualTo(rest);
        }
    }

    @Test
    void whatLiesBeforeTheStartIsNotVisited() throws IOException {
        List<String> looked = new ArrayList<>();
        store.ops().script(looked::add);
        store.list(ListRequest.of(KeyPrefix.ROOT).after(ObjectKey.of("b/x/1")));

        assertThat(looked)
                .contains("list b", "list b/x", "list b/y")
                .noneMatch(step -> step.endsWith(" a") || step.contains(" a/") || step.contains(" a-b"));
    }

    @Test
    void aListingLooksNoFurtherThanItIsRead() throws IOException {
        List<String> looked = new ArrayList<>();
        store.ops().script(looked::add);
        try (Listing<ObjectKey> listing = store.backend().list(ListRequest.of(KeyPrefix.ROOT))) {
            listing.next();
        }

        assertThat(looked).noneMatch(step -> step.contains(" b") || step.endsWith(" c"));
    }

    @Test
    void aDirectoryIsEnteredBeforeThoseAfterItAreLookedAt() throws IOException {
        put("d/1/x");
        put("d/2/x");
        List<String> looked = new ArrayList<>();
        store.ops().script(looked::add);
        try (Listing<ObjectKey> listing = store.backend().list(ListRequest.of(KeyPrefix.of("d")))) {
            listing.next();
        }

        assertThat(looked).contains("list d/1").noneMatch(step -> step.endsWith(" d/2"));
    }

    @Test
    void filesThatVanishBetweenNameAndLookAreLeftOut() throws IOException {
        store.ops().script(step -> {
            if (step.equals("facts a/1")) {
                Files.delete(store.root().resolve("a/1"));
            }
            if (step.equals("list b/y")) {
                Files.delete(store.root().resolve("b/y/1"));
                Files.delete(store.root().resolve("b/y"));
            }
        });
        List<String> keys = new ArrayList<>();
        try (Listing<ObjectInfo> listing = store.backend().listObjects(ListRequest.of(KeyPrefix.ROOT))) {
            while (listing.hasNext()) {
                keys.add(listing.next().key().value());
            }
        }

        assertThat(keys).containsExactly("a-b.c", "a-b/1", "a.b", "a/2", "b/x!", "b/x/1", "c");
    }

    @Test
    void anErrorIsNoShorterListingAndStays() throws IOException {
        store.ops().script(step -> {
            if (step.equals("list b")) {
                throw new java.nio.file.AccessDeniedException("b");
            }
        });
        try (Listing<ObjectKey> listing = store.backend().list(ListRequest.of(KeyPrefix.ROOT))) {
            for (int i = 0; i < 5; i++) {
                listing.next();
            }
            assertThatThrownBy(listing::hasNext).isInstanceOf(AccessDeniedException.class);
            store.ops().script(step -> {});
            assertThatThrownBy(listing::next).isInstanceOf(AccessDeniedException.class);
        }
        store.ops().script(step -> {
            if (step.equals("kind a/2")) {
                throw new FileSystemException("a/2", null, "Input/output error");
            }
        });
        assertThatThrownBy(store::list).isInstanceOf(BackendFailureException.class);
        assertThatThrownBy(() -> store.list(ListRequest.of(KeyPrefix.of("a"))))
                .isInstanceOf(BackendFailureException.class);
    }

    @Test
    void namesThatAreNoKeysAreLeftOut() throws Exception {
        Files.writeString(store.root().resolve("back\\slash"), "x");
        Files.writeString(store.root().resolve("line\nfeed"), "x");
        Files.createDirectory(store.root().resolve(".SILTSTONE"));
        Files.writeString(store.root().resolve(".SILTSTONE/x"), "x");
        Process printf = new ProcessBuilder(
                        "sh",
                        "-c",
                        "printf x > \"$0/$(printf 'bad\\377')\"",
                        store.root().toString())
                .start();
        assertThat(printf.waitFor()).isZero();
        put("a/.siltstone/x");
        put("replacement\uFFFD");

        assertThat(store.list())
                .containsExactly(
                        "a-b.c",
                        "a-b/1",
                        "a.b",
                        "a/.siltstone/x",
                        "a/1",
                        "a/2",
                        "b/x!",
                        "b/x/1",
                        "b/y/1",
                        "c",
                        "replacement\uFFFD");
        assertThat(store.read("replacement\uFFFD")).isEqualTo("replacement\uFFFD");
        assertThat(store.backend().removeDirectory(KeyPrefix.ROOT)).isFalse();
    }

    @Test
    void whatLiesDeeperThanAKeyReachesIsLeftOut() throws IOException {
        Path level = store.root();
        for (int depth = 1; depth <= 1000; depth++) {
            level = Files.createDirectory(level.resolve("d"));
            if (depth == 511 || depth == 512 || depth == 1000) {
                Files.writeString(level.resolve("f"), "x");
            }
        }
        String deepest = "d/".repeat(511) + "f";

        assertThat(store.list(ListRequest.of(KeyPrefix.of("d")))).containsExactly(deepest);
        assertThat(store.read(deepest)).isEqualTo("x");
    }

    @Test
    void timesFarFromNowAreToldAsTheyAreAndNoTwoVersionsAreOne() throws IOException {
        Map<String, Instant> times = Map.of(
                "1901", Instant.parse("1901-12-14T00:00:00.5Z"),
                "1969", Instant.parse("1969-12-31T23:59:59.999999999Z"),
                "1970", Instant.EPOCH,
                "2262", Instant.parse("2262-04-11T23:47:16.854775807Z"),
                "2300", Instant.parse("2300-01-01T00:00:00Z"));
        for (Map.Entry<String, Instant> each : times.entrySet()) {
            put("times/" + each.getKey());
            touch(store.root().resolve("times/" + each.getKey()), each.getValue());
        }
        Set<Optional<String>> versions = new HashSet<>();
        try (Listing<ObjectInfo> listing = store.backend().listObjects(ListRequest.of(KeyPrefix.of("times")))) {
            while (listing.hasNext()) {
                ObjectInfo info = listing.next();
                assertThat(info.lastModified())
                        .isEqualTo(times.get(info.key().segments().get(1)));
                assertThat(store.backend().stat(info.key()).map(ObjectStat::info))
                        .contains(info);
                versions.add(info.version());
            }
        }
        assertThat(versions).hasSameSizeAs(times.keySet());
    }

    /** Java itself cannot set parts of a second before 1970, nor any time after 2262. */
    private static void touch(Path file, Instant time) throws IOException {
        Process touch = new ProcessBuilder("touch", "-d", time.toString(), file.toString()).start();
        assertThat(touch.onExit().join().exitValue()).isZero();
    }
}
