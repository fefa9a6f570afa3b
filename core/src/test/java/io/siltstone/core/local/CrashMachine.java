package io.siltstone.core.local;

import io.siltstone.core.local.FileOps.LockFile;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The machine that a {@link CrashFs} is mounted on: its clock, which goes on a little at each look, its {@code /proc},
 * and the one process that lives on it, with its locks.
 */
final class CrashMachine implements InstantSource {

    private static final Duration TICK = Duration.ofMillis(1);

    private final int boot;
    private final int process;
    private final Set<String> locks = new HashSet<>();
    private Instant now;
    private int opened;

    private CrashMachine(int boot, int process, Instant now) {
        this.boot = boot;
        this.process = process;
        this.now = now;
    }

    static CrashMachine first() {
        return new CrashMachine(1, 1, Instant.parse("2024-01-01T00:00:00Z"));
    }

    /** The same machine after its process was killed: another one lives on it. */
    CrashMachine afterKill() {
        return new CrashMachine(boot, process + 1, now);
    }

    /** The same machine after its power came back, in two days. */
    CrashMachine afterPowerCut() {
        return new CrashMachine(boot + 1, 1, now.plus(Duration.ofDays(2)));
    }

    boolean isAfterPowerCut() {
        return boot > 1;
    }

    /** How many locks are held. */
    int locksHeld() {
        return locks.size();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        now = now.plus(TICK);
        return now;
    }

    @Override
    public Instant instant() {
        return now();
    }

    /** Another one for each store that is opened, and the same ones in each run. */
    RandomGenerator random() {
        return new Random(++opened);
    }

    boolean owns(Path path) {
        return path.startsWith("/proc");
    }

    String readLink(Path link) {
        return "pid:[4026531836]";
    }

    /** What Linux has in the files that tell of boot and processes. */
    OpenFile open(Path file) throws IOException {
        String path = file.toString();
        if (path.endsWith("boot_id")) {
            return new Text("00000000-0000-0000-0000-" + String.format("%012d", boot) + "\n");
        }
        if (path.equals("/proc/1/stat")
                || path.equals("/proc/" + ProcessHandle.current().pid() + "/stat")) {
            return new Text("1 (a b) S" + " 0".repeat(18) + " " + process + " 0 0\n");
        }
        throw new NoSuchFileException(path);
    }

    LockFile locks(long id) {
        return new Locks(id);
    }

    private final class Locks implements LockFile {

        private final long id;

        Locks(long id) {
            this.id = id;
        }

        @Override
        public Optional<Closeable> tryLock(long position) {
            String lock = id + ":" + position;
            return locks.add(lock) ? Optional.of(() -> locks.remove(lock)) : Optional.empty();
        }

        @Override
        public Closeable lock(long position) throws IOException {
            return tryLock(position).orElseThrow(() -> new IOException("Resource deadlock avoided"));
        }

        @Override
        public void close() {
            locks.removeIf(lock -> lock.startsWith(id + ":"));
        }
    }

    /** A file of text that is made when it is read. */
    private static final class Text implements OpenFile {

        private final byte[] bytes;

        Text(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            if (position >= bytes.length) {
                return -1;
            }
            int n = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, n);
            return n;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            throw readOnly();
        }

        @Override
        public long transferTo(long position, long count, OpenFile target) throws IOException {
            throw readOnly();
        }

        @Override
        public WritableByteChannel end() throws IOException {
            throw readOnly();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            throw readOnly();
        }

        @Override
        public void force() throws IOException {
            throw readOnly();
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        private static IOException readOnly() {
            return new IOException("Read-only file system");
        }
    }
}
