package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One history at one level on a disk of its own, and all that it does to it. */
final class CrashRun implements AutoCloseable {

    /** The store, below the top of the disk. */
    private static final String ROOT = "home/store";

    private static final byte[] OUTSIDE = CrashHistories.content(55, 100);

    private final CrashHistory history;
    private final Durability level;
    private final CrashSubject subject;
    private final CrashFs fs = new CrashFs(CrashDisk.blank(), CrashMachine.first(), new CrashFaults());
    private final CrashOracle oracle = new CrashOracle(fs.disk().log());
    private Optional<CrashClient> client = Optional.empty();

    /** The disk as it is, safe, when the history begins. */
    CrashRun(CrashHistory history, Durability level, CrashSubject subject) throws IOException {
        this.history = history;
        this.level = level;
        this.subject = subject;
        makeOutside();
        if (!history.fromNothing()) {
            history.prepare().run(client());
            fs.disk().settle();
            oracle.settle();
        }
    }

    /** The history from its beginning to its end. */
    static CrashRun whole(CrashHistory history, Durability level, CrashSubject subject) throws IOException {
        try (CrashRun run = new CrashRun(history, level, subject)) {
            run.play();
            return run;
        }
    }

    CrashFs fs() {
        return fs;
    }

    CrashOracle oracle() {
        return oracle;
    }

    /** The user of the store, which is opened for him. */
    CrashClient client() throws IOException {
        if (client.isEmpty()) {
            LocalConfig config = LocalConfig.of(root(fs)).withDurability(level);
            client = Optional.of(new CrashClient(subject.open(fs, config), oracle, fs, level));
        }
        return client.get();
    }

    void play() throws IOException {
        history.run().run(client());
    }

    @Override
    public void close() throws IOException {
        if (client.isPresent()) {
            try (Backend backend = client.get().backend()) {
                client = Optional.empty();
            }
        }
    }

    private void makeOutside() throws IOException {
        Path file = outside(fs);
        fs.createDirectory(fs.top().resolve("home"));
        fs.createDirectory(LocalPaths.parent(file));
        try (FileOps.OpenFile open = fs.create(file)) {
            open.write(ByteBuffer.wrap(OUTSIDE), 0);
        }
        fs.disk().settle();
    }

    static Path root(CrashFs fs) {
        return fs.top().resolve(ROOT);
    }

    private static Path outside(CrashFs fs) {
        return fs.top().resolve("home/outside/file");
    }

    /** Whether nothing but the store is there, and what was there before is as it was. */
    static boolean isOutsideUntouched(CrashFs fs) throws IOException {
        long file = fs.disk().require(outside(fs));
        boolean alone = fs.list(fs.top()).equals(List.of("home"))
                && fs.list(fs.top().resolve("home/outside")).size() == 1;
        return alone && Arrays.equals(fs.disk().file(file).bytes(), OUTSIDE);
    }
}
