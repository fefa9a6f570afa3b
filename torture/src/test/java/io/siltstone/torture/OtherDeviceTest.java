package io.siltstone.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with directories that really are mounts: of another device, and of a directory of the same one. Needs root. */
final class OtherDeviceTest {

    @TempDir
    Path directory;

    private final List<Path> mounts = new ArrayList<>();

    @AfterEach
    void unmount() throws Exception {
        for (Path mount : mounts) {
            Command.require("umount", mount.toString());
        }
    }

    private void mount(Path at, String... how) throws Exception {
        Files.createDirectories(at);
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(how));
        command.add(at.toString());
        Command done = Command.run(command.toArray(String[]::new));
        assumeTrue(done.code() == 0, "nothing can be mounted here: " + done.said());
        mounts.add(at);
    }

    @Test
    void objectsArePublishedInMountsAsElsewhere() throws Exception {
        Path root = Files.createDirectory(directory.toRealPath().resolve("root"));
        Path other = Files.createDirectory(directory.toRealPath().resolve("other"));
        mount(root.resolve("memory"), "-t", "tmpfs", "none");
        mount(root.resolve("bound"), "--bind", other.toString());
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            List<String> keys = List.of("bound/a", "bound/b/c", "here", "memory/a", "memory/b/c");
            for (String key : keys) {
                for (String content : List.of("first", "second")) {
                    store.write(ObjectKey.of(key), Source.bytes(content.getBytes(UTF_8)), WriteOptions.DEFAULT);
                }
                ObjectKey created = ObjectKey.of(key + "-new");
                store.write(created, Source.bytes(key.getBytes(UTF_8)), WriteOptions.CREATE_ONLY);
                assertThat(read(store, ObjectKey.of(key))).isEqualTo("second");
                assertThat(read(store, created)).isEqualTo(key);
            }
            List<String> listed = new ArrayList<>();
            try (Listing<ObjectKey> listing = store.list(ListRequest.of(KeyPrefix.ROOT))) {
                while (listing.hasNext()) {
                    listed.add(listing.next().value());
                }
            }
            assertThat(listed).hasSize(2 * keys.size()).containsAll(keys);
        }
        assertThat(other.resolve("b/c")).hasContent("second");
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    private static String read(LocalBackend store, ObjectKey key) throws IOException {
        try (ObjectContent content = store.read(key, ReadOptions.ALL)) {
            return new String(content.stream().readAllBytes(), UTF_8);
        }
    }
}
