package io.siltstone.torture;

import io.siltstone.core.Durability;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.testkit.SeededRandom;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Java machine that changes a store with several threads until the disk is gone or a line tells it to stop. Takes one
 * store a line: durability, seed, root. Says what it is asked and promised, and {@code idle} when it has let go.
 */
final class CutChild {

    static final String IDLE = "idle";

    private static final int THREADS = 4;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private CutChild() {}

    public static void main(String[] arguments) throws Exception {
        CutChild child = new CutChild();
        for (String line = child.in.readLine(); line != null; line = child.in.readLine()) {
            String[] words = line.split(" ", 3);
            child.work(Durability.valueOf(words[0]), Long.parseLong(words[1]), Path.of(words[2]));
            child.say(IDLE);
        }
    }

    private void work(Durability durability, long seed, Path root) throws IOException, InterruptedException {
        LocalConfig config = LocalConfig.of(root).withDurability(durability);
        SeededRandom seeds = new SeededRandom(seed);
        AtomicBoolean stopped = new AtomicBoolean();
        LocalBackend store = LocalBackend.open(config, StoreRuntime.system());
        try {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                CutWorker worker = new CutWorker(
                        store, "t" + i, new SeededRandom(seeds.nextLong()), new Report(this::say), stopped);
                Thread thread = new Thread(worker::run);
                thread.start();
                threads.add(thread);
            }
            in.readLine();
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            close(store);
        }
    }

    private static void close(LocalBackend store) {
        try {
            store.close();
        } catch (StorageException e) {
            // The disk is gone.
            return;
        }
    }

    private void say(String line) {
        try {
            out.write((line.replace('\n', ' ') + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
