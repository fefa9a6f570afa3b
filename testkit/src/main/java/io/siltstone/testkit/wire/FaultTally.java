package io.siltstone.testkit.wire;

import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does deeds under faults, one after the other, and keeps count of what came of them. For one thread. */
public final class FaultTally implements AutoCloseable {

    /** Far beyond every time-out of a store under test. */
    private static final long HANG_SECONDS = 60;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "fault-tally");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> problems = new ArrayList<>();
    private int tried;
    private int survived;
    private int typed;
    private int wrong;
    private int hangs;
    private int untyped;
    private long extra;

    /**
     * Does the deed once; it may fail with a typed error.
     *
     * @param what names the try where it is a problem
     */
    public void attempt(String what, Deed deed, Deed.Scene scene) {
        attempt(what, deed, scene, false);
    }

    /** Does the deed once; it must be done, and every error is a problem. */
    public void require(String what, Deed deed, Deed.Scene scene) {
        attempt(what, deed, scene, true);
    }

    /** Notes how many requests a try has cost; more than may be are a problem. */
    public void requests(String what, long made, long most) {
        extra += Math.max(0, made - 1);
        if (made > most) {
            problems.add(what + ": " + made + " requests, where " + most + " are the most");
        }
    }

    private void attempt(String what, Deed deed, Deed.Scene scene, boolean must) {
        tried++;
        Future<Optional<String>> outcome = executor.submit(() -> deed.attempt(scene));
        try {
            Optional<String> problem = outcome.get(HANG_SECONDS, TimeUnit.SECONDS);
            if (problem.isPresent()) {
                wrong++;
                problems.add(what + ": " + problem.get());
            } else {
                survived++;
            }
        } catch (ExecutionException e) {
            fail(what, e.getCause() == null ? e : e.getCause(), must);
        } catch (TimeoutException e) {
            hangs++;
            problems.add(what + ": hangs");
            outcome.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(what + ": interrupted");
        }
    }

    private void fail(String what, Throwable cause, boolean must) {
        if (cause instanceof StorageException) {
            typed++;
        } else {
            untyped++;
        }
        if (must || !(cause instanceof StorageException)) {
            problems.add(what + ": " + cause);
        }
    }

    public int tried() {
        return tried;
    }

    /** What went wrong, each with its name; empty when the store is as it should be. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The counts in one line. */
    public String line() {
        return "faults tried " + tried + ", survived " + survived + ", refused with a typed error " + typed
                + ", wrong bytes accepted " + wrong + ", hangs " + hangs + ", untyped errors " + untyped
                + (extra == 0 ? "" : ", requests beyond the first " + extra);
    }

    /** Waits until its thread has ended. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
