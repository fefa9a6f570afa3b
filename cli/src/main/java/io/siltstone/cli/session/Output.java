package io.siltstone.cli.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Standard output: buffered bytes, text as UTF-8. Every failure of it is an {@link OutputException}, and lasts. */
public final class Output extends OutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream target;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int held;
    private @Nullable OutputException failure;

    Output(OutputStream target) {
        this.target = target;
    }

    public void text(String text) throws OutputException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(int b) throws OutputException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws OutputException {
        if (length > buffer.length - held) {
            drain();
        }
        if (length > buffer.length) {
            pass(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, held, length);
        held += length;
    }

    @Override
    public void flush() throws OutputException {
        drain();
        if (failure != null) {
            throw failure;
        }
        try {
            target.flush();
        } catch (IOException e) {
            failure = new OutputException(e);
            throw failure;
        }
    }

    /** Flushes; the process's own stream stays open. */
    @Override
    public void close() throws OutputException {
        flush();
    }

    private void drain() throws OutputException {
        int length = held;
        held = 0;
        if (length > 0) {
            pass(buffer, 0, length);
        }
    }

    private void pass(byte[] bytes, int offset, int length) throws OutputException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failure = new OutputException(e);
            throw failure;
        }
    }
}
