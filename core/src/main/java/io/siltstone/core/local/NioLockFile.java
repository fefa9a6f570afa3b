package io.siltstone.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Locks through an asynchronous channel: an interrupt of a thread that waits for a lock on a {@code FileChannel} closes
 * the channel, and with it drops every lock of the process.
 */
record NioLockFile(AsynchronousFileChannel channel) implements FileOps.LockFile {

    @Override
    public Optional<Closeable> tryLock(long position) throws IOException {
        try {
            FileLock lock = channel.tryLock(position, 1, false);
            return lock == null ? Optional.empty() : Optional.of(lock::release);
        } catch (OverlappingFileLockException e) {
            // Other code of this process, in another class loader, has it.
            return Optional.empty();
        }
    }

    @Override
    public Closeable lock(long position) throws IOException, InterruptedException {
        Waiter waiter = new Waiter();
        try {
            channel.lock(position, 1, false, null, waiter);
            FileLock lock = waiter.answer.get();
            return lock::release;
        } catch (OverlappingFileLockException e) {
            throw new IOException("Resource temporarily unavailable", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            waiter.giveUp();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Hands the lock to its waiter, or gives it back when the waiter is gone. */
    private static final class Waiter implements CompletionHandler<FileLock, @Nullable Void> {

        private final CompletableFuture<FileLock> answer = new CompletableFuture<>();

        @Override
        public void completed(FileLock lock, @Nullable Void nothing) {
            if (!answer.complete(lock)) {
                release(lock);
            }
        }

        @Override
        public void failed(Throwable cause, @Nullable Void nothing) {
            answer.completeExceptionally(cause);
        }

        void giveUp() {
            if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
                release(answer.join());
            }
        }

        private static void release(FileLock lock) {
            try {
                lock.release();
            } catch (IOException e) {
                throw new IllegalStateException("a lock that is held can be released", e);
            }
        }
    }
}
