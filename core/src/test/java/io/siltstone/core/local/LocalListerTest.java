package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
