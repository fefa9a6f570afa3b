package io.siltstone.torture;

import io.siltstone.core.Durability;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several Java machines on one store: writers, a deleter, readers, a sweeper, one that creates and one that
 * counts, each a thread. Waits for a line, works, and tells what it saw.
 */
final class CrowdChild {

    static final String READY = "ready";
    static final String COUNTER = "number";
    static final int WRITERS = 2;
    static final int READERS = 2;

    private CrowdChild() {}

    /** @param arguments the root, the seed, and how many times each writer writes */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        LocalConfig config = LocalConfig.of(root).withDurability(Durability.NONE);
        try (LocalBackend store = LocalBackend.open(config, StoreRuntime.system())) {
            CrowdTally tally = new CrowdTally();
            SeededRandom seeds = new SeededRandom(seed);
            List<Thread> ending = new ArrayList<>();
            List<Thread> endless = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ending.add(member(store, seeds, tally, member -> member.write(times)));
            }
            ending.add(member(store, seeds, tally, member -> member.create(times)));
            ending.add(member(store, seeds, tally, member -> member.count(times)));
            for (int i = 0; i < READERS; i++) {
                endless.add(member(store, seeds, tally, CrowdMember::read));
            }
            endless.add(member(store, seeds, tally, CrowdMember::delete));
            endless.add(member(store, seeds, tally, CrowdMember::sweep));
            say(READY);
            awaitLine();
            ending.forEach(Thread::start);
            endless.forEach(Thread::start);
            join(ending);
            tally.end();
            join(endless);
            tally.lines().forEach(CrowdChild::say);
        }
    }

    private interface Work {
        void run(CrowdMember member) throws IOException;
    }

    private static Thread member(LocalBackend store, SeededRandom seeds, CrowdTally tally, Work work) {
        CrowdMember member = new CrowdMember(store, new SeededRandom(seeds.nextLong()), tally);
        return new Thread(() -> {
            try {
                work.run(member);
            } catch (Exception e) {
                tally.unexpected(e);
            }
        });
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitLine() throws IOException {
        int read = System.in.read();
        if (read < 0) {
            throw new IOException("nobody is there");
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
