package io.siltstone.cli.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * One line on standard error that tells how far an action is, how fast, and how long it will still take. Drawn after the
 * first second and at most five times a second; gone when the action ends. May be told by any thread.
 */
public final class Progress implements AutoCloseable {

    /** For an action whose size is not known beforehand. */
    public static final long UNKNOWN = -1;

    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STEP_NANOS = Duration.ofMillis(200).toNanos();

    private final PrintStream err;
    private final boolean drawn;
    private final String label;
    private final int columns;
    private final LongSupplier nanoTime;
    private final long started;
    private long nextNanos = FIRST_NANOS;
    private long totalBytes;
    private long doneBytes;
    private long foundObjects;
    private long doneObjects;
    private boolean onScreen;
    private boolean over;

    public Progress(PrintStream err, boolean drawn, String label, long totalBytes, int columns, LongSupplier nanoTime) {
        this.err = err;
        this.drawn = drawn;
        this.label = label;
        this.totalBytes = totalBytes;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** Some more bytes are done. */
    public synchronized void add(long bytes) {
        doneBytes += bytes;
        drawAtTimes(this::bytesDone);
    }

    /** One more object is to be done, of so many bytes, for an action that finds out as it goes. */
    public synchronized void found(long bytes) {
        foundObjects++;
        totalBytes = Math.max(0, totalBytes) + bytes;
    }

    /** One more object is done, its bytes told by {@link #add}. */
    public synchronized void objectDone() {
        doneObjects++;
        drawAtTimes(this::bytesDone);
    }

    /** Takes the line off the screen until it is drawn again, so that another can be printed. */
    public synchronized void pause() {
        if (onScreen) {
            err.print("\r\u001B[K");
            err.flush();
            onScreen = false;
        }
    }

    /** This part of the whole is done, from 0 to 1; for an action that is not measured in bytes. */
    public synchronized void fraction(double part) {
        drawAtTimes(elapsed -> partDone(elapsed, part));
    }

    private void drawAtTimes(LongFunction<String> state) {
        long elapsed = elapsedNanos();
        if (drawn && !over && elapsed >= nextNanos) {
            nextNanos = elapsed + STEP_NANOS;
            draw(label + "  " + state.apply(elapsed));
        }
    }

    /** The stream, each byte of it counted. */
    public InputStream count(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int b = in.read();
                if (b >= 0) {
                    add(1);
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = in.read(buffer, offset, length);
                if (n > 0) {
                    add(n);
                }
                return n;
            }
        };
    }

    /** How long it took so far. */
    public String time() {
        return Durations.human(Duration.ofNanos(elapsedNanos()));
    }

    /** How much, in what time and how fast: {@code 1.2 GiB in 3.4 s, 361.4 MiB/s}. */
    public synchronized String summary() {
        long elapsed = elapsedNanos();
        String rate = elapsed >= FIRST_NANOS ? ", " + Sizes.human(rate(elapsed)) + "/s" : "";
        return Sizes.human(doneBytes) + " in " + Durations.human(Duration.ofNanos(elapsed)) + rate;
    }

    @Override
    public void close() {
        end();
    }

    /** Takes the line off the screen for good, so that others can be printed. */
    public synchronized void end() {
        over = true;
        pause();
    }

    private String bytesDone(long elapsed) {
        long rate = rate(elapsed);
        StringBuilder text = new StringBuilder();
        if (foundObjects > 0) {
            text.append(doneObjects)
                    .append(" of ")
                    .append(Sizes.count(foundObjects, "object"))
                    .append("  ");
        }
        text.append(Sizes.human(doneBytes));
        if (totalBytes > 0) {
            text.append(" of ").append(Sizes.human(totalBytes));
            text.append("  ").append(percent((double) doneBytes / totalBytes));
        }
        text.append("  ").append(Sizes.human(rate)).append("/s");
        if (totalBytes > doneBytes && rate > 0) {
            text.append(left((totalBytes - doneBytes) / rate));
        }
        return text.toString();
    }

    private static String partDone(long elapsed, double part) {
        double seconds = elapsed / 1e9;
        return percent(part) + (part > 0.01 ? left((long) (seconds / part - seconds)) : "");
    }

    private static String percent(double part) {
        return Math.round(100 * Math.max(0, Math.min(1, part))) + " %";
    }

    private static String left(long seconds) {
        return "  " + Durations.human(Duration.ofSeconds(Math.max(0, seconds))) + " left";
    }

    private void draw(String line) {
        int excess = line.length() - (columns - 1);
        String text = excess > 0 ? "…" + line.substring(Math.min(line.length(), excess + 1)) : line;
        err.print("\r" + text + "\u001B[K");
        err.flush();
        onScreen = true;
    }

    private long rate(long elapsed) {
        return (long) (doneBytes / (Math.max(elapsed, 1) / 1e9));
    }

    private long elapsedNanos() {
        return nanoTime.getAsLong() - started;
    }
}
