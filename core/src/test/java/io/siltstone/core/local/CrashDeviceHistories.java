package io.siltstone.core.local;

import static io.siltstone.core.local.CrashHistories.content;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.util.List;

/** Histories in a store with a directory on another device. */
final class CrashDeviceHistories {

    private static final String IN = CrashFs.OTHER_DEVICE + '/';
    private static final CrashTransfer TRANSFER = CrashHistories.transfer(IN + "t", 24, WriteOptions.DEFAULT);

    private CrashDeviceHistories() {}

    static List<CrashHistory> all() {
        return List.of(
                CrashHistory.of("device-write", client -> client.write(IN + "a", content(1, 900))),
                CrashHistory.of("device-write-again", client -> {
                            client.write(IN + "a", content(1, 900));
                            client.write(IN + "a", content(2, 700));
                        })
                        .after(client -> client.write(IN + "b", content(3, 600))),
                CrashHistory.of(
                        "device-create-only",
                        client -> client.write(IN + "a", content(1, 900), WriteOptions.CREATE_ONLY)),
                CrashHistory.of("device-copy", client -> client.copy("a", IN + "a", CopyOptions.DEFAULT))
                        .after(client -> client.write("a", content(1, 900))),
                CrashHistory.of("device-transfer", CrashDeviceHistories::transfer));
    }

    private static void transfer(CrashClient client) throws IOException {
        Transfer open = client.open(TRANSFER);
        client.append(TRANSFER, open, 3500);
        client.append(TRANSFER, open, 7000);
        client.commit(TRANSFER, open);
    }
}
