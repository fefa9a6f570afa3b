package io.siltstone.cli.session;

import io.siltstone.core.Sleeper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * What another program pipes in. Its end is believed only after a moment without a signal: Ctrl-C goes to both programs,
 * and the other one's end may be seen first, so that what it had got to would be published as all that there is.
 */
final class PipedInput extends FilterInputStream {

    /** Longer than the machine takes to hand a signal on, and too short to be noticed. */
    static final Duration MOMENT = Duration.ofMillis(100);

    private final Sleeper sleeper;
    private boolean ended;

    PipedInput(InputStream in, Sleeper sleeper) {
        super(in);
        this.sleeper = sleeper;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = super.read(bytes, offset, length);
        if (n < 0 && !ended) {
            awaitSignal();
            ended = true;
        }
        return n;
    }

    private void awaitSignal() throws IOException {
        try {
            sleeper.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted at the end of the input, which may not be all of it");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
