package io.siltstone.core.local;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A history of a few operations on a few keys, drawn with a seed. */
final class CrashRandomHistory {

    /** The beginning of the ids of its states. */
    static final Pattern ID = Pattern.compile("random-(?<seed>[0-9]+)@");

    private static final List<String> KEYS = List.of("a/b", "a/c", "k", "d/e/f");
    private static final int OPERATIONS = 5;

    private final CrashClient client;
    private final Random random;
    private int contents;

    private CrashRandomHistory(CrashClient client, Random random) {
        this.client = client;
        this.random = random;
    }

    static CrashHistory of(int seed) {
        return CrashHistory.of("random-" + seed, client -> {
                    CrashRandomHistory history = new CrashRandomHistory(client, new Random(seed));
                    for (int i = 0; i < OPERATIONS; i++) {
                        history.next();
                    }
                })
                .after(client -> {
                    client.write("a/b", CrashHistories.content(seed, 900));
                    client.write("k", CrashHistories.content(-seed, 5000));
                });
    }

    private String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private byte[] content() {
        return CrashHistories.content(++contents, random.nextInt(6000));
    }

    private WriteOptions options() {
        return WriteOptions.DEFAULT.withDurability(Durability.values()[random.nextInt(Durability.values().length)]);
    }

    private void next() throws IOException {
        String key = key();
        switch (random.nextInt(10)) {
            case 0, 1 -> client.write(key, content());
            case 2 -> client.write(key, content(), options());
            case 3 -> client.delete(key);
            case 4 -> client.deleteBatch(List.of("a/b", "a/c", key));
            case 5 -> {
                client.deleteBatch(List.of("a/b", "a/c"));
                client.removeDirectory("a");
            }
            case 6 -> {
                if (client.isThere("k")) {
                    client.copy("k", key, CopyOptions.DEFAULT);
                }
            }
            case 7 -> write(key, options());
            case 8 -> client.sweep();
            default -> transfer(new CrashTransfer(key, CrashHistories.content(key.hashCode(), 7000), options()));
        }
    }

    private void write(String key, WriteOptions options) throws IOException {
        byte[] content = content();
        try (ObjectWriter writer = client.writer(key, options)) {
            writer.write(content);
            if (random.nextBoolean()) {
                client.commit(key, writer, content, options);
            }
        }
    }

    private void transfer(CrashTransfer transfer) throws IOException {
        Transfer open = client.open(transfer);
        client.append(transfer, open, 1 + random.nextInt(7000));
        if (random.nextBoolean()) {
            client.close(transfer, open);
            open = client.open(transfer);
        }
        client.append(transfer, open, 7000);
        if (random.nextInt(4) == 0) {
            client.abort(transfer, open);
        } else {
            client.commit(transfer, open);
        }
    }
}
