package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.layer.PrefixBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No name, whoever gives it, and nothing on the way to it leads out of the root. */
final class ContainmentTest {

    private static final List<String> OUTSIDE =
            List.of("neighbour/canary", "root-evil/canary", "root2/a/canary", "canary");

    @TempDir
    Path directory;

    private TestStore store;
    private Storage storage;
    private CanaryTree outside;

    @BeforeEach
    void open() throws IOException {
        Path base = directory.toRealPath().resolve("base");
        outside = new CanaryTree(base);
        for (String file : OUTSIDE) {
            outside.file(file);
        }
        outside.seal();
        store = new TestStore(directory.toRealPath().resolve("store/root"));
        storage = Storage.of(store.backend());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        outside.requireUntouched();
    }

    /** Names that climb, sixty of them and more: as keys, as listed, or as an archive would carry them. */
    private List<String> climbing() {
        String base = outside.path().toString();
        List<String> names = new ArrayList<>();
        for (String up : List.of("..", "../..", "../../..", "./..", "a/..", "a/../..", "a/b/../../..", "..//..")) {
            names.add(up);
            names.add(up + '/');
            names.add(up + "/base/canary");
            names.add(up + "/base/neighbour/canary");
            names.add(up.replace('/', '\\') + "\\base\\canary");
        }
        for (String file : OUTSIDE) {
            names.add(base + '/' + file);
            names.add('/' + base + '/' + file);
            names.add("file://" + base + '/' + file);
            names.add("\\\\?\\" + base + '\\' + file);
            names.add("C:\\" + file);
            names.add("a/" + base + '/' + file);
        }
        names.addAll(List.of(
                "",
                "/",
                "//",
                ".",
                "./",
                "a/./b",
                "a//b",
                "/a",
                "a/",
                "a\0/../canary",
                "a\n",
                "\uD800/..",
                ".siltstone/root-id",
                ".SILTSTONE/staging/x",
                "....\\..\\x"));
        return names;
    }

    private interface Use {
        void of(String name) throws IOException;
    }

    private List<Use> uses() {
        byte[] bytes = new byte[10];
        SourceFingerprint source = new SourceFingerprint(10, "v1");
        return List.of(
                name -> storage.write(name, bytes),
                name -> storage.write(name, Source.bytes(bytes), WriteOptions.CREATE_ONLY),
                name -> storage.openWriter(name, OptionalLong.empty(), WriteOptions.DEFAULT),
                name -> storage.openTransfer(name, source, WriteOptions.DEFAULT),
                name -> storage.read(name),
                name -> storage.open(name, ReadOptions.ALL),
                name -> storage.stat(name),
                name -> storage.delete(name),
                name -> storage.copy(name, "a", CopyOptions.DEFAULT),
                name -> storage.copy("here", name, CopyOptions.DEFAULT));
    }

    @Test
    void aNameThatClimbsIsRefusedByEveryOperationAndTouchesNothing() throws IOException {
        store.write("here", "content");
        List<String> names = climbing();
        assertThat(names).hasSizeGreaterThanOrEqualTo(60);
        for (String name : names) {
            for (Use use : uses()) {
                assertThatThrownBy(() -> use.of(name)).as(name).isInstanceOf(InvalidKeyException.class);
            }
            assertThatThrownBy(() -> ObjectKey.of(name)).as(name).isInstanceOf(InvalidKeyException.class);
            List<DeleteResult> batch = storage.deleteBatch(List.of(name, "absent"));
            assertThat(batch).extracting(DeleteResult::isDeleted).as(name).containsExactly(false, true);
        }
        assertThat(store.files()).containsExactly("here");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aPrefixThatClimbsIsRefusedByEveryOperation() throws IOException {
        store.write("here", "content");
        for (String name : climbing()) {
            boolean prefix = name.isEmpty() || name.equals("a/");
            if (!prefix) {
                assertThatThrownBy(() -> KeyPrefix.of(name)).as(name).isInstanceOf(InvalidKeyException.class);
            }
        }
        assertThat(store.files()).containsExactly("here");
    }

    @Test
    void whatUnpackingWouldClimbToIsRefusedNameByName() throws IOException {
        // Nothing here unpacks archives: the names of one come as keys or not at all.
        List<String> entries =
                climbing().stream().filter(name -> name.contains("..")).toList();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(40);
        Storage below = Storage.of(new PrefixBackend(store.backend(), "unpacked"));
        for (String entry : entries) {
            assertThatThrownBy(() -> below.write(entry, new byte[1])).as(entry).isInstanceOf(InvalidKeyException.class);
        }
        below.write("..a/b..c", new byte[1]);
        assertThat(store.files()).containsExactly("unpacked", "unpacked/..a", "unpacked/..a/b..c");
    }

    @Test
    void eachDirectoryOnTheWayIsARealOneThoughThePathStaysBelowTheRootAsText() throws IOException {
        for (String link : List.of("a", "a/b", "a/b/c")) {
            store.write("a/b/c/d", "inside");
            Path at = store.root().resolve(link);
            Path aside = Files.move(at, directory.resolve("aside"));
            for (Path target : List.of(outside.path(), aside, outside.path().resolve("canary"))) {
                Files.createSymbolicLink(at, target);
                for (String key : List.of(link + "/canary", link + "/x/y", "a/b/c/d", "a/b/c/e")) {
                    Path path = store.root().resolve(key).normalize();
                    assertThat(path.startsWith(store.root()))
                            .as("naively %s is inside", key)
                            .isTrue();
                    assertThat(store.exists(key)).as(key).isFalse();
                    assertThatThrownBy(() -> store.write(key, "new")).as(key).isInstanceOf(KeyConflictException.class);
                    store.backend().delete(TestStore.key(key), Optional.empty());
                }
                assertThat(store.list()).isEmpty();
                Files.delete(at);
            }
            Files.move(aside, at);
            assertThat(store.list()).containsExactly("a/b/c/d");
        }
    }

    @Test
    void aTenantIsOneBySegmentsAndNotByText() throws IOException {
        for (String key :
                List.of("tenant1/a", "tenant1/b/c", "tenant10/a", "tenant10/b/c", "tenant1-evil", "tenant1.x/a")) {
            store.write(key, "content");
        }
        PrefixBackend tenant = new PrefixBackend(store.backend(), "tenant1");
        assertThat(store.list(ListRequest.of(KeyPrefix.of("tenant1")))).containsExactly("tenant1/a", "tenant1/b/c");
        assertThat(store.list(ListRequest.of(KeyPrefix.of("tenant1/")))).containsExactly("tenant1/a", "tenant1/b/c");
        assertThat(store.list(ListRequest.of(KeyPrefix.of("tenant")))).isEmpty();

        tenant.sweep(new SweepRequest(Duration.ZERO, false));
        tenant.deleteBatch(List.of(ObjectKey.of("a"), ObjectKey.of("b/c"), ObjectKey.of("0/a")));
        assertThat(tenant.removeDirectory(KeyPrefix.ROOT)).isTrue();
        assertThatThrownBy(() -> Storage.of(tenant).delete("../tenant10/a")).isInstanceOf(InvalidKeyException.class);
        assertThat(store.list()).containsExactly("tenant1-evil", "tenant1.x/a", "tenant10/a", "tenant10/b/c");
    }

    @Test
    void aRootIsOneBySegmentsAndNotByText() throws IOException {
        CanaryTree neighbour = new CanaryTree(store.root().resolveSibling("root-evil"))
                .file("x")
                .file(".siltstone/staging/x")
                .seal();
        store.write("x", "content");
        store.backend().sweep(new SweepRequest(Duration.ZERO, false));
        assertThat(store.list()).containsExactly("x");
        store.backend().delete(TestStore.key("x"), Optional.empty());
        assertThat(store.backend().removeDirectory(KeyPrefix.ROOT)).isTrue();
        neighbour.requireUntouched();
    }
}
