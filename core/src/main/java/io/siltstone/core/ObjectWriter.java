package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An object in the making. Nothing is visible under the key before {@link #commit} returns, and {@link #close} without a
 * commit publishes nothing. Both may be repeated. For one thread.
 */
public abstract class ObjectWriter extends OutputStream {

    private final ErrorContext context;
    private final OptionalLong expected;
    private long count;
    private @Nullable ObjectInfo published;
    private boolean ended;

    /**
     * For backends.
     *
     * @param expected how many bytes must be written before the commit; empty when any number may be
     */
    protected ObjectWriter(ErrorContext context, OptionalLong expected) {
        this.context = context;
        this.expected = MeasuredStream.requireSize(expected);
    }

    @Override
    public final void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public final void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /**
     * Takes the bytes. A failure ends the writer and discards what was written.
     *
     * @throws IntegrityException if they are more than was declared; nothing will be published
     * @throws IllegalStateException after a commit or close
     */
    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireOpen();
        count += length;
        if (expected.isPresent() && count > expected.getAsLong()) {
            close();
            throw new IntegrityException(context, "got more than the declared " + expected.getAsLong() + " bytes");
        }
        try {
            stage(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            endAfter(e);
            throw e;
        }
    }

    /**
     * Publishes what was written, whole and at once, and ends the writer. A second call answers the same again.
     *
     * @throws IntegrityException if fewer bytes were written than declared; nothing is published
     * @throws IllegalStateException after a close or a commit that failed
     */
    public final ObjectInfo commit() throws IOException {
        if (published != null) {
            return published;
        }
        requireOpen();
        if (expected.isPresent() && count != expected.getAsLong()) {
            long missing = expected.getAsLong();
            close();
            throw new IntegrityException(context, "got " + count + " of " + missing + " bytes");
        }
        ended = true;
        ObjectInfo info = publish();
        published = info;
        return info;
    }

    /** Ends the writer; without a commit before, what was written is discarded. */
    @Override
    public final void close() throws IOException {
        if (!ended) {
            ended = true;
            discard();
        }
    }

    /** Does nothing: bytes are safe once {@link #commit} returns, not before. */
    @Override
    public final void flush() {
        // A flush promises nothing that a commit does not.
    }

    /** Bytes that were not taken would be a hole in the object: there is none to publish any more. */
    private void endAfter(Exception failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
    }

    /** Takes bytes; called in order, never after {@link #publish} or {@link #discard}. */
    protected abstract void stage(byte[] bytes, int offset, int length) throws IOException;

    /** Publishes; called once at most. When it throws, nothing is left staged that a sweep would not find. */
    protected abstract ObjectInfo publish() throws IOException;

    /** Throws away what was staged; called once at most, and not after {@link #publish}. */
    protected abstract void discard() throws IOException;
}
