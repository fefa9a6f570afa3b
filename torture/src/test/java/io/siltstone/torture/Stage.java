package io.siltstone.torture;

import io.siltstone.core.Backend;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A local store on which a scenario plays, and the report of what it was asked. */
final class Stage implements AutoCloseable {

    private static final int SMALL = 8 << 10;
    private static final int LARGE_FROM = 300 << 10;

    private final Path root;
    private final Durability durability;
    private final long seed;
    private final SeededRandom random;
    private final Report report;
    private @Nullable Backend store;

    Stage(Path root, Durability durability, long seed, Report report) {
        this.root = root;
        this.durability = durability;
        this.seed = seed;
        this.random = new SeededRandom(seed);
        this.report = report;
    }

    Path root() {
        return root;
    }

    Report report() {
        return report;
    }

    /** Opens the store, anew where it is open. */
    void open() throws StorageException {
        close();
        store = LocalBackend.open(LocalConfig.of(root).withDurability(durability), StoreRuntime.system());
    }

    Backend store() {
        return Objects.requireNonNull(store, "the store is not open");
    }

    /** A content of a few KiB. */
    Content small() {
        return new Content(random.nextInt(1, SMALL), random.nextLong());
    }

    /** A content that takes several writes. */
    Content large() {
        return new Content(LARGE_FROM + random.nextInt(SMALL), random.nextLong());
    }

    /** What a transfer moves: the same in every process that takes it up. */
    Content transferred() {
        return new Content(LARGE_FROM, seed);
    }

    static ObjectKey key(String key) throws StorageException {
        return ObjectKey.of(key);
    }

    void put(String key, Content content, WriteOptions options) {
        Source source = Source.bytes(content.bytes());
        report.change(key, Optional.of(content), () -> store().write(key(key), source, options));
    }

    /** Writes through a writer, in two pieces. */
    void putInPieces(String key, Content content, WriteOptions options) {
        byte[] bytes = content.bytes();
        report.change(key, Optional.of(content), () -> {
            try (ObjectWriter writer = store().openWriter(key(key), OptionalLong.empty(), options)) {
                writer.write(bytes, 0, bytes.length / 2);
                writer.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                writer.commit();
            }
        });
    }

    void delete(String key) {
        report.change(key, Optional.empty(), () -> store().delete(key(key), Optional.empty()));
    }

    /** Each key is told for itself. */
    void deleteBatch(List<String> keys) {
        report.attempt(() -> {
            List<ObjectKey> all = new ArrayList<>();
            for (String key : keys) {
                all.add(key(key));
                report.say("begin " + key + ' ' + Report.ABSENT);
            }
            for (DeleteResult result : store().deleteBatch(all)) {
                result.error()
                        .ifPresentOrElse(e -> report.failed(result.key(), e), () -> report.say("ack " + result.key()));
            }
        });
    }

    void removeDirectory(String prefix) {
        report.attempt(() -> {
            if (store().removeDirectory(KeyPrefix.of(prefix))) {
                report.say("gone " + prefix);
            }
        });
    }

    /** Stages the bytes up to a place, from wherever the transfer stands. */
    void stageUpTo(int end, String key, Content content) throws IOException {
        try (Transfer transfer = transfer(key, content)) {
            append(transfer, content, end);
        }
    }

    /** Stages what is missing, and publishes. */
    void finish(String key, Content content) throws IOException {
        try (Transfer transfer = transfer(key, content)) {
            append(transfer, content, content.sizeBytes());
            transfer.commit(content.sizeBytes(), Sha256.of(content.bytes()));
        }
    }

    private Transfer transfer(String key, Content content) throws StorageException {
        return store().openTransfer(
                        key(key), new SourceFingerprint(content.sizeBytes(), content.toString()), WriteOptions.DEFAULT);
    }

    private static void append(Transfer transfer, Content content, int end) throws IOException {
        int from = Math.toIntExact(transfer.position());
        if (from < end) {
            transfer.append(from, Source.bytes(Arrays.copyOfRange(content.bytes(), from, end)));
        }
    }

    @Override
    public void close() throws StorageException {
        Backend open = store;
        store = null;
        if (open != null) {
            open.close();
        }
    }
}
