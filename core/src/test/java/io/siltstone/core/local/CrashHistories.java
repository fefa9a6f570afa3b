package io.siltstone.core.local;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.IntegrityException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The histories that every mutating operation of a store goes through, alone and with others. */
final class CrashHistories {

    static final WriteOptions DEFAULT = WriteOptions.DEFAULT;
    private static final WriteOptions WITH_METADATA = DEFAULT.withMetadata(Map.of("a", "1", "b", "2"));
    private static final CopyOptions COPY = CopyOptions.DEFAULT;

    private CrashHistories() {}

    /** Bytes that are like no others. */
    static byte[] content(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static CrashTransfer transfer(String key, int seed, WriteOptions options) {
        return new CrashTransfer(key, content(seed, 7000), options);
    }

    static List<CrashHistory> all() {
        List<CrashHistory> all = new ArrayList<>();
        all.addAll(writes());
        all.addAll(conditional());
        all.addAll(writers());
        all.addAll(removals());
        all.addAll(CrashTransferHistories.all());
        all.addAll(mixed());
        all.addAll(CrashLinkHistories.all());
        all.addAll(CrashDeviceHistories.all());
        return all;
    }

    private static void old(CrashClient client) throws IOException {
        client.write("a/b", content(100, 1500), WITH_METADATA);
        client.write("a/c", content(101, 600));
    }

    private static List<CrashHistory> writes() {
        return List.of(
                CrashHistory.of("open", client -> client.write("a/b", content(1, 900)))
                        .inNewStore(),
                CrashHistory.of("write", client -> client.write("a/b", content(1, 900))),
                CrashHistory.of("write-at-root", client -> client.write("k", content(1, 5000))),
                CrashHistory.of("write-deep", client -> client.write("a/b/c/d", content(1, 100), WITH_METADATA)),
                CrashHistory.of("write-empty", client -> client.write("a/b", content(1, 0))),
                CrashHistory.of("write-large", client -> client.write("big", content(1, 300_000))),
                CrashHistory.of("replace", client -> client.write("a/b", content(1, 5000)))
                        .after(CrashHistories::old),
                CrashHistory.of("replace-by-empty", client -> client.write("a/b", content(1, 0)))
                        .after(CrashHistories::old),
                CrashHistory.of("copy", client -> client.copy("a/b", "d/e", COPY))
                        .after(CrashHistories::old),
                CrashHistory.of("copy-over", client -> client.copy("a/b", "a/c", COPY))
                        .after(CrashHistories::old));
    }

    private static List<CrashHistory> conditional() {
        return List.of(
                CrashHistory.of(
                        "create-only", client -> client.write("a/b", content(1, 900), WriteOptions.CREATE_ONLY)),
                CrashHistory.of(
                                "create-only-copy",
                                client -> client.copy("a/b", "a/d", COPY.withMode(WriteMode.CREATE_ONLY)))
                        .after(CrashHistories::old),
                CrashHistory.of("replace-version", client -> {
                    ObjectInfo first = client.write("a/b", content(1, 900));
                    WriteMode mode = WriteMode.replaceVersion(first.version().orElseThrow());
                    client.write("a/b", content(2, 700), DEFAULT.withMode(mode));
                }));
    }

    private static List<CrashHistory> writers() {
        return List.of(
                CrashHistory.of("writer", client -> {
                    byte[] content = content(1, 1300);
                    try (ObjectWriter writer = client.writer("a/b", WITH_METADATA)) {
                        writer.write(content, 0, 600);
                        writer.write(content, 600, 700);
                        client.commit("a/b", writer, content, WITH_METADATA);
                    }
                }),
                CrashHistory.of("writer-closed", client -> {
                            try (ObjectWriter writer = client.writer("a/b", DEFAULT)) {
                                writer.write(content(1, 900));
                            }
                        })
                        .after(CrashHistories::old),
                CrashHistory.of("writers-of-one-key", client -> {
                    try (ObjectWriter first = client.writer("a/b", DEFAULT);
                            ObjectWriter second = client.writer("a/b", DEFAULT)) {
                        first.write(content(1, 600));
                        second.write(content(2, 800));
                        client.commit("a/b", second, content(2, 800), DEFAULT);
                        client.commit("a/b", first, content(1, 600), DEFAULT);
                    }
                }),
                CrashHistory.of("writer-beside-a-sweep", client -> {
                    try (ObjectWriter writer = client.writer("a/b", DEFAULT)) {
                        writer.write(content(1, 600));
                        client.fs().machine().pass(Duration.ofDays(2));
                        client.sweep();
                        client.commit("a/b", writer, content(1, 600), DEFAULT);
                    }
                }),
                CrashHistory.of("source-too-short", client -> refused(client, 900, 1000)),
                CrashHistory.of("source-too-long", client -> refused(client, 900, 800))
                        .after(CrashHistories::old));
    }

    private static void refused(CrashClient client, int size, int declared) throws IOException {
        Source source = Source.replayable(declared, () -> new java.io.ByteArrayInputStream(content(1, size)));
        try {
            client.backend().write(CrashClient.key("a/b"), source, DEFAULT);
        } catch (IntegrityException expected) {
            return;
        }
        throw new AssertionError("a source of " + size + " bytes passes for " + declared);
    }

    private static List<CrashHistory> removals() {
        return List.of(
                CrashHistory.of("delete", client -> client.delete("a/b")).after(CrashHistories::old),
                CrashHistory.of("delete-absent", client -> client.delete("a/none"))
                        .after(CrashHistories::old),
                CrashHistory.of("delete-batch", client -> client.deleteBatch(List.of("a/b", "k", "none", "a/c")))
                        .after(client -> {
                            old(client);
                            client.write("k", content(3, 500));
                        }),
                CrashHistory.of("remove-directory", client -> {
                            client.delete("a/b/c/d");
                            client.removeDirectory("a");
                        })
                        .after(client -> client.write("a/b/c/d", content(3, 500))),
                CrashHistory.of("remove-directory-and-write", client -> {
                            client.delete("a/b");
                            client.removeDirectory("a");
                            client.write("a/b", content(4, 700));
                        })
                        .after(client -> client.write("a/b", content(3, 500))),
                CrashHistory.of("sweep", client -> {
                            client.fs().machine().pass(Duration.ofDays(2));
                            client.sweep();
                            client.write("a/b", content(5, 600));
                        })
                        .after(client -> {
                            CrashTransfer transfer = transfer("t", 9, DEFAULT);
                            Transfer open = client.open(transfer);
                            client.append(transfer, open, 3000);
                            open.close();
                        }));
    }

    private static List<CrashHistory> mixed() {
        return List.of(
                CrashHistory.of("two-writes", client -> {
                    client.write("a/b", content(1, 900));
                    client.write("a/b", content(2, 400));
                }),
                CrashHistory.of("write-delete-write", client -> {
                            client.write("a/b", content(1, 900));
                            client.delete("a/b");
                            client.write("a/b", content(2, 700));
                        })
                        .after(CrashHistories::old),
                CrashHistory.of("neighbours", client -> {
                    client.write("a/b", content(1, 600));
                    client.write("a/c", content(2, 600));
                    client.delete("a/b");
                }),
                CrashHistory.of("levels", client -> {
                            client.write("a/b", content(1, 900), DEFAULT.withDurability(Durability.NONE));
                            client.write("a/c", content(2, 900), DEFAULT.withDurability(Durability.FULL));
                            client.write("a/b", content(3, 900), DEFAULT.withDurability(Durability.DATA));
                        })
                        .after(CrashHistories::old),
                CrashHistory.of("key-in-place-of-directory", client -> {
                            client.delete("a/b");
                            client.write("a", content(1, 700));
                        })
                        .after(client -> client.write("a/b", content(3, 500))),
                CrashHistory.of("write-again-after-wrong-hash", client -> {
                    CrashTransfer transfer = transfer("a/b", 1, DEFAULT);
                    Transfer open = client.open(transfer);
                    client.append(transfer, open, 7000);
                    client.commitWithWrongHash(transfer, open);
                    client.write("a/b", content(2, 900));
                }));
    }
}
