package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** One history, run once at one level with nothing going wrong, and all that it did to the disk. */
final class CrashRun {

    /** The store, below the top of the disk. */
    static final String ROOT = "home/store";

    private static final byte[] OUTSIDE = CrashHistories.content(55, 100);

    private final CrashHistory history;
    private final CrashFs fs = new CrashFs(CrashDisk.blank(), CrashMachine.first(), new CrashFaults());
    private final CrashOracle oracle = new CrashOracle(fs.disk().log());

    private CrashRun(CrashHistory history) {
        this.history = history;
    }

    CrashFs fs() {
        return fs;
    }

    CrashOracle oracle() {
        return oracle;
    }

    static CrashRun of(CrashHistory history, Durability level, CrashSubject subject) throws IOException {
        CrashRun run = new CrashRun(history);
        run.makeOutside();
        LocalConfig config = LocalConfig.of(run.fs.top().resolve(ROOT)).withDurability(level);
        try (Backend backend = subject.open(run.fs, config)) {
            CrashClient client = new CrashClient(backend, run.oracle, run.fs, level);
            run.history.prepare().run(client);
            if (!run.history.fromNothing()) {
                run.fs.disk().settle();
                run.oracle.settle();
            }
            run.history.run().run(client);
        }
        return run;
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

    private static Path outside(CrashFs fs) {
        return fs.top().resolve("home/outside/file");
    }

    /** Whether nothing but the store is there, and what was there before is as it was. */
    static boolean isOutsideUntouched(CrashFs fs) throws IOException {
        long file = fs.disk().require(outside(fs));
        boolean alone = fs.list(fs.top()).equals(java.util.List.of("home"))
                && fs.list(fs.top().resolve("home/outside")).size() == 1;
        return alone && Arrays.equals(fs.disk().file(file).bytes(), OUTSIDE);
    }
}
