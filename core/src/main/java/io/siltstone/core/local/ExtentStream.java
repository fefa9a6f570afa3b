package io.siltstone.core.local;

import io.siltstone.core.ByteRange;
import io.siltstone.core.local.FileOps.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The bytes of an extent of an open file, which is closed with the stream. */
final class ExtentStream extends InputStream {

    private final OpenFile file;
    private final LocalCall call;
    private final long end;
    private long position;

    ExtentStream(OpenFile file, ByteRange.Extent extent, LocalCall call) {
        this.file = file;
        this.call = call;
        this.position = extent.offset();
        this.end = extent.offset() + extent.lengthBytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        int wanted = (int) Math.min(Math.min(length, LocalLimits.CHUNK_BYTES), end - position);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        call.requireRunning();
        try {
            int n = file.read(ByteBuffer.wrap(buffer, offset, wanted), position);
            position += Math.max(n, 0);
            return n;
        } catch (IOException e) {
            throw LocalErrors.translate(e, call.context());
        }
    }

    @Override
    public long skip(long n) {
        long skipped = Math.max(0, Math.min(n, end - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(end - position, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } catch (IOException e) {
            throw LocalErrors.translate(e, call.context());
        }
    }
}
