package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.local.FileOps.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The locks of one root, between the threads of this process and between processes. Each is one byte of one lock file,
 * taken together with a lock in memory.
 *
 * <p>The table of open roots is the one static state of this package. POSIX gives a lock to the process, not to the
 * opener: when any channel on the file is closed, every lock that the process has on it is gone. So all stores of this
 * process that lie in one root must share one channel.
 */
final class LocalLocks {

    /** What is done under a lock. */
    interface Change<T> {
        T run() throws IOException;
    }

    private record RootId(Path path, String marker) {}

    private static final Map<RootId, LocalLocks> OPEN = new HashMap<>();

    /** Transfers lock bytes from here on: a stripe is never one of them. */
    private static final long TRANSFERS_FROM = 1L << 62;

    private static final int TRANSFER_DIGITS = 15;

    /**
     * The kernel takes waits of unrelated threads of two processes for a deadlock; each try lets one of them go on. All
     * of them take some seconds: on a busy machine the one that has the lock may get no processor for long.
     */
    private static final int MAX_DEADLOCK_TRIES = 100_000;

    private final RootId id;
    private final Path lockFile;
    private final ReentrantLock[] stripes = new ReentrantLock[LocalLimits.LOCK_STRIPES];
    private final Set<String> transfers = new HashSet<>();
    private int users;
    private @Nullable LockFile file;

    private LocalLocks(RootId id, Path lockFile) {
        this.id = id;
        this.lockFile = lockFile;
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** The locks of the root with the marker; to be given back with {@link #release}. */
    static LocalLocks of(FileOps ops, Path root, Path lockFile, String marker) throws IOException {
        synchronized (OPEN) {
            LocalLocks locks = OPEN.computeIfAbsent(new RootId(root, marker), id -> new LocalLocks(id, lockFile));
            if (locks.users == 0) {
                try {
                    locks.file = ops.openLocks(lockFile);
                } catch (IOException e) {
                    OPEN.remove(locks.id);
                    throw e;
                }
            }
            locks.users++;
            return locks;
        }
    }

    /** One user less; the last one closes the lock file. */
    void release() throws IOException {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(id);
                file().close();
            }
        }
    }

    /** Runs the change under the key's lock, which some other keys share. */
    <T> T change(ObjectKey key, Change<T> change) throws IOException, InterruptedException {
        int stripe = Math.floorMod(key.value().hashCode(), stripes.length);
        ReentrantLock inProcess = stripes[stripe];
        inProcess.lockInterruptibly();
        try {
            Closeable between = lockStripe(stripe);
            try {
                return change.run();
            } finally {
                unlock(between);
            }
        } finally {
            inProcess.unlock();
        }
    }

    private static void unlock(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The store was closed meanwhile, and the lock went with it; what was done under it stands.
            return;
        }
    }

    private Closeable lockStripe(int stripe) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            Optional<Closeable> free = file().tryLock(stripe);
            if (free.isPresent()) {
                return free.get();
            }
            try {
                return file().lock(stripe);
            } catch (IOException e) {
                if (tries == MAX_DEADLOCK_TRIES
                        || !String.valueOf(e.getMessage()).startsWith("Resource deadlock")) {
                    throw e;
                }
            }
        }
    }

    /** Takes a transfer for as long as its owner holds it; empty when another one does. */
    Optional<Closeable> transfer(String transferId) throws IOException {
        synchronized (transfers) {
            if (!transfers.add(transferId)) {
                return Optional.empty();
            }
        }
        Optional<Closeable> between = Optional.empty();
        try {
            between = file().tryLock(position(transferId));
        } finally {
            if (between.isEmpty()) {
                forget(transferId);
            }
        }
        if (between.isEmpty()) {
            return Optional.empty();
        }
        synchronized (OPEN) {
            users++;
        }
        Closeable held = between.get();
        return Optional.of(() -> {
            try {
                held.close();
            } finally {
                forget(transferId);
                release();
            }
        });
    }

    private void forget(String transferId) {
        synchronized (transfers) {
            transfers.remove(transferId);
        }
    }

    private static long position(String transferId) {
        return TRANSFERS_FROM + Long.parseLong(transferId.substring(0, TRANSFER_DIGITS), 16);
    }

    private LockFile file() throws IOException {
        LockFile open = file;
        if (open == null) {
            throw new IOException("the lock file `" + lockFile + "` is not open");
        }
        return open;
    }
}
