package io.siltstone.jobs.sync;

import io.siltstone.core.Sleeper;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Slows the content that goes through it to the rate that was asked for, counts what is sent, and ends all of it at once. */
final class Pace {

    private final Bandwidth bandwidth;
    private final Sleeper sleeper;
    private final SyncListener listener;
    private final ErrorContext context;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean stopped;

    Pace(Bandwidth bandwidth, Sleeper sleeper, SyncListener listener, ErrorContext context) {
        this.bandwidth = bandwidth;
        this.sleeper = sleeper;
        this.listener = listener;
        this.context = context;
    }

    /** Lets every stream fail from now on. */
    void stop() {
        stopped = true;
    }

    /** How many bytes went through {@link #sending} streams. */
    long sentBytes() {
        return sent.get();
    }

    /** Content on its way to the target. */
    InputStream sending(InputStream content) {
        return new Paced(content, true);
    }

    /** Content that is only looked at. */
    InputStream reading(InputStream content) {
        return new Paced(content, false);
    }

    private void took(int bytes, boolean sending) throws CancelledException {
        if (sending) {
            sent.addAndGet(bytes);
            listener.onSent(bytes);
        }
        try {
            bandwidth.take(bytes);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits for something else than the rate. */
    void pause(Duration duration) throws CancelledException {
        if (stopped) {
            throw new CancelledException(context, "the job is over");
        }
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(context, "the thread was interrupted", e);
    }

    private final class Paced extends FilterInputStream {
        private final boolean sending;

        Paced(InputStream in, boolean sending) {
            super(in);
            this.sending = sending;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (stopped) {
                throw new CancelledException(context, "the job is over");
            }
            int n = super.read(buffer, offset, bandwidth.chunk(length));
            if (n > 0) {
                took(n, sending);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
