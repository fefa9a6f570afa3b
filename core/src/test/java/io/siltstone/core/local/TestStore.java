package io.siltstone.core.local;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A local store over scripted steps, with texts as contents and a checkpoint at each 100 bytes of a transfer. */
final class TestStore implements AutoCloseable {

    private static final long CHECKPOINT_BYTES = 100;

    private final Path root;
    private final ScriptedFileOps ops;
    private final LocalBackend backend;

    TestStore(LocalConfig config) throws IOException {
        this.root = config.root();
        Files.createDirectories(root.getParent());
        this.ops = new ScriptedFileOps(root.getParent().toRealPath().resolve(root.getFileName()));
        this.backend = LocalBackend.open(config, StoreRuntime.system(), ops, CHECKPOINT_BYTES);
        ops.script(step -> {});
    }

    TestStore(Path root) throws IOException {
        this(LocalConfig.of(root));
    }

    Path root() {
        return root;
    }

    ScriptedFileOps ops() {
        return ops;
    }

    LocalBackend backend() {
        return backend;
    }

    static ObjectKey key(String key) throws StorageException {
        return ObjectKey.of(key);
    }

    ObjectInfo write(String key, String content) throws IOException {
        return write(key, content, WriteOptions.DEFAULT);
    }

    ObjectInfo write(String key, String content, WriteOptions options) throws IOException {
        return backend.write(key(key), Source.bytes(content.getBytes(StandardCharsets.UTF_8)), options);
    }

    String read(String key) throws IOException {
        try (ObjectContent content = backend.read(key(key), ReadOptions.ALL)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    boolean exists(String key) throws IOException {
        return backend.stat(key(key)).isPresent();
    }

    List<String> list() throws IOException {
        return list(ListRequest.of(KeyPrefix.ROOT));
    }

    List<String> list(ListRequest request) throws IOException {
        List<String> keys = new ArrayList<>();
        try (Listing<ObjectKey> listing = backend.list(request)) {
            while (listing.hasNext()) {
                keys.add(listing.next().value());
            }
        }
        return keys;
    }

    /** The names of what is staged. */
    List<String> staged() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".siltstone/staging"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Everything in the root but what is ours, below the root. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> !name.isEmpty() && !name.startsWith(".siltstone"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws StorageException {
        backend.close();
    }
}
