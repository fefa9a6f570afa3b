package io.siltstone.core.local;

import io.siltstone.core.error.KeyConflictException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Histories in a store that has symbolic links in it which lead outside. */
final class CrashLinkHistories {

    private CrashLinkHistories() {}

    static List<CrashHistory> all() {
        return List.of(
                CrashHistory.of("write-through-link", client -> refused(client, "link/new"))
                        .after(CrashLinkHistories::links),
                CrashHistory.of("write-over-link", client -> refused(client, "file"))
                        .after(CrashLinkHistories::links),
                CrashHistory.of("delete-through-link", client -> {
                            client.delete("link/file");
                            client.removeDirectory("link");
                        })
                        .after(CrashLinkHistories::links));
    }

    private static void links(CrashClient client) throws IOException {
        Path root = CrashRun.root(client.fs());
        client.fs().link(root.resolve("link"), "/home/outside");
        client.fs().link(root.resolve("file"), "/home/outside/file");
    }

    private static void refused(CrashClient client, String key) throws IOException {
        try {
            client.write(key, CrashHistories.content(1, 900));
        } catch (KeyConflictException expected) {
            return;
        }
        throw new AssertionError("the store writes to `" + key + "`, where a symbolic link is in the way");
    }
}
