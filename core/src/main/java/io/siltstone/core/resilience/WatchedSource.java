package io.siltstone.core.resilience;

import io.siltstone.core.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A caller's source under watch: whether a byte of it was taken, and whether it was the one that failed. A stream that can
 * be read once serves attempt after attempt until a byte of it is taken, and a short one that is held any number of them.
 * For one thread at a time.
 */
final class WatchedSource {

    /** What of a stream is held in memory, so that a longer one costs no more either. */
    static final int MAX_HELD_BYTES = 8 << 20;

    private final boolean holding;
    private final Runnable onBytes;
    private Source source;
    private @Nullable InputStream once;
    private boolean closeAsked;
    private boolean taken;
    private boolean ended;
    private boolean failed;

    /** @param onBytes told each time bytes were taken */
    WatchedSource(Source source, Runnable onBytes) {
        this(source, false, onBytes);
    }

    /** @param holding whether to hold what can be read once, if it is short, in memory */
    WatchedSource(Source source, boolean holding, Runnable onBytes) {
        this.source = source;
        this.holding = holding;
        this.onBytes = onBytes;
    }

    /** The source as an attempt is given it. */
    Source forAttempt() throws IOException {
        boolean fits = source.sizeBytes().orElse(0) <= MAX_HELD_BYTES;
        if (holding && fits && once == null && source instanceof Source.OneShot) {
            hold();
        }
        return from(0);
    }

    /** Reads the stream, if need be to its beginning only: of that no attempt has taken anything. */
    private void hold() throws IOException {
        InputStream in = stream();
        try {
            byte[] first = in.readNBytes(MAX_HELD_BYTES + 1);
            if (first.length <= MAX_HELD_BYTES) {
                in.close();
                source = Source.bytes(first);
                once = null;
            } else {
                once = new Watched(new SequenceInputStream(new ByteArrayInputStream(first), in));
                taken = false;
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            closeAfter(in, e);
            throw e;
        }
    }

    private static void closeAfter(InputStream in, Exception failure) {
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The source, which is one that can be read again, as every attempt is given it. */
    Source.Replayable forAttempts() {
        OptionalLong size = source.sizeBytes();
        Source.Opener opener = () -> openAnew(0);
        return size.isPresent() ? Source.replayable(size.getAsLong(), opener) : Source.replayable(opener);
    }

    /** The source without its first bytes; for a source that can be read once there are none to leave out. */
    Source from(long skipped) {
        OptionalLong size = source.sizeBytes();
        if (source instanceof Source.Replayable) {
            Source.Opener opener = () -> openAnew(skipped);
            return size.isPresent() ? Source.replayable(size.getAsLong() - skipped, opener) : Source.replayable(opener);
        }
        InputStream stream = new Once();
        return size.isPresent() ? Source.once(size.getAsLong(), stream) : Source.once(stream);
    }

    /** Whether the source itself failed. */
    boolean isFailed() {
        return failed;
    }

    /** Whether a byte was taken. */
    boolean isTaken() {
        return taken;
    }

    /** Whether the bytes cannot be had again. */
    boolean isSpent() {
        return taken && source instanceof Source.OneShot;
    }

    /** Lets go of a stream that an attempt closed before it took a byte. How that closes changes nothing any more. */
    void end() {
        if (closeAsked && !taken && !ended) {
            try {
                stream().close();
            } catch (IOException e) {
                failed = true;
            }
        }
    }

    private InputStream openAnew(long skipped) throws IOException {
        try {
            InputStream in = source.open();
            in.skipNBytes(skipped);
            return new Watched(in);
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    private InputStream stream() throws IOException {
        if (once == null) {
            once = openAnew(0);
        }
        return once;
    }

    private final class Watched extends InputStream {
        private final InputStream in;

        private Watched(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(buffer, offset, length);
            } catch (IOException | RuntimeException | Error e) {
                failed = true;
                throw e;
            }
            if (n > 0) {
                taken = true;
                onBytes.run();
            }
            ended |= n < 0;
            return n;
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } catch (IOException | RuntimeException | Error e) {
                failed = true;
                throw e;
            }
        }
    }

    /** The one stream, for one attempt: closing it is put off until a byte was taken, its end was seen or no attempt follows. */
    private final class Once extends InputStream {

        @Override
        public int read() throws IOException {
            return stream().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return stream().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            closeAsked = true;
            if (taken || ended) {
                stream().close();
            }
            if (!taken && ended) {
                // There is nothing that an attempt that follows would miss.
                source = Source.bytes(new byte[0]);
            }
        }
    }
}
