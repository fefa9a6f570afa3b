package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Hands each step on an open file on, unchanged. */
class ForwardingOpenFile implements FileOps.OpenFile {

    private final FileOps.OpenFile real;

    ForwardingOpenFile(FileOps.OpenFile real) {
        this.real = real;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return real.read(into, position);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return real.write(bytes, position);
    }

    @Override
    public long transferTo(long position, long count, FileOps.OpenFile target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public WritableByteChannel end() throws IOException {
        return real.end();
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        real.truncate(sizeBytes);
    }

    @Override
    public void force() throws IOException {
        real.force();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
