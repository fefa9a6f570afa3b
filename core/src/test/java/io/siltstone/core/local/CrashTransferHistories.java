package io.siltstone.core.local;

import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.PreconditionFailedException;
import java.io.IOException;
import java.util.List;

/** Histories of resumable writes. */
final class CrashTransferHistories {

    private static final CrashTransfer NEW = CrashHistories.transfer("a/t", 20, WriteOptions.DEFAULT);
    private static final CrashTransfer OTHER = CrashHistories.transfer("a/u", 21, WriteOptions.DEFAULT);
    private static final CrashTransfer CREATE = CrashHistories.transfer("a/t", 22, WriteOptions.CREATE_ONLY);

    private CrashTransferHistories() {}

    static List<CrashHistory> all() {
        return List.of(
                CrashHistory.of("transfer", client -> whole(client, NEW)),
                CrashHistory.of("transfer-over", client -> whole(client, NEW))
                        .after(client -> client.write("a/t", CrashHistories.content(23, 900))),
                CrashHistory.of("transfer-create-only", client -> whole(client, CREATE)),
                CrashHistory.of("transfer-append", client -> {
                    Transfer open = client.open(NEW);
                    client.append(NEW, open, 2000);
                    client.append(NEW, open, 2100);
                    client.append(NEW, open, 4500);
                    client.close(NEW, open);
                }),
                CrashHistory.of("transfer-resume", client -> whole(client, NEW)).after(client -> {
                    Transfer open = client.open(NEW);
                    client.append(NEW, open, 2500);
                    client.close(NEW, open);
                }),
                CrashHistory.of("transfer-abort", client -> {
                    Transfer open = client.open(NEW);
                    client.append(NEW, open, 2500);
                    client.abort(NEW, open);
                }),
                CrashHistory.of("transfer-again-after-wrong-hash", client -> {
                    Transfer open = client.open(NEW);
                    client.append(NEW, open, 7000);
                    client.commitWithWrongHash(NEW, open);
                    whole(client, NEW);
                }),
                CrashHistory.of("transfer-delivered-twice", client -> {
                    Transfer open = client.open(NEW);
                    client.append(NEW, open, 3500);
                    requireRefused(open);
                    client.append(NEW, open, 7000);
                    client.commit(NEW, open);
                }),
                CrashHistory.of("two-transfers", client -> {
                    Transfer first = client.open(NEW);
                    Transfer second = client.open(OTHER);
                    client.append(NEW, first, 2500);
                    client.append(OTHER, second, 7000);
                    client.commit(OTHER, second);
                    client.append(NEW, first, 7000);
                    client.commit(NEW, first);
                }));
    }

    private static void whole(CrashClient client, CrashTransfer transfer) throws IOException {
        Transfer open = client.open(transfer);
        client.append(transfer, open, 3500);
        client.append(transfer, open, 7000);
        client.commit(transfer, open);
    }

    private static void requireRefused(Transfer open) throws IOException {
        try {
            open.append(0, NEW.piece(0, 3500));
        } catch (PreconditionFailedException expected) {
            return;
        }
        throw new AssertionError("the same bytes are taken twice");
    }
}
