package io.siltstone.azure;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * A bounded number of requests side by side, over all operations of a backend: what bounds the memory that their bodies
 * take.
 */
final class AzureBlobLanes implements AutoCloseable {

    private final Semaphore free;
    private final ExecutorService threads;

    AzureBlobLanes(int count) {
        this.free = new Semaphore(count);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "siltstone-azure");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One request. */
    interface Request {
        void send() throws StorageException;
    }

    /** Waits for a lane and sends the request on it. */
    Future<?> start(Request request, ErrorContext context) throws StorageException {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AzureBlobErrors.cancelled(context);
        }
        boolean started = false;
        try {
            Future<?> sent = threads.submit(() -> {
                try {
                    request.send();
                    return null;
                } finally {
                    free.release();
                }
            });
            started = true;
            return sent;
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
