package io.siltstone.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** A file open through a channel of its own. */
record NioOpenFile(FileChannel channel) implements FileOps.OpenFile {

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return channel.write(bytes, position);
    }

    @Override
    public long transferTo(long position, long count, FileOps.OpenFile target) throws IOException {
        return channel.transferTo(position, count, target.end());
    }

    @Override
    public WritableByteChannel end() throws IOException {
        return channel.position(channel.size());
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        channel.truncate(sizeBytes);
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
