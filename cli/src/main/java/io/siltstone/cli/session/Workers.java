package io.siltstone.cli.session;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The threads of a job, for as long as the job runs. */
public final class Workers implements AutoCloseable {

    private final ExecutorService executor;

    private Workers(ExecutorService executor) {
        this.executor = executor;
    }

    /** So many threads; they do not keep the process alive. */
    public static Workers start(int threads) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "siltstone-worker");
            thread.setDaemon(true);
            return thread;
        };
        return new Workers(Executors.newFixedThreadPool(threads, daemons));
    }

    public Executor executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
