package io.siltstone.parquet;

import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** Bytes in memory as Thrift reads them; a length that reaches past their end is refused before anything is allocated. */
final class FooterTransport extends TTransport {

    private final byte[] bytes;
    private final TConfiguration configuration;
    private int position;

    FooterTransport(byte[] bytes) {
        this.bytes = bytes;
        this.configuration = TConfiguration.custom()
                .setMaxMessageSize(Math.max(1, bytes.length))
                .setRecursionLimit(FooterLimits.MAX_DEPTH)
                .build();
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws TTransportException {
        checkReadBytesAvailable(length);
        System.arraycopy(bytes, position, target, offset, length);
        position += length;
        return length;
    }

    @Override
    public void checkReadBytesAvailable(long length) throws TTransportException {
        if (length < 0 || length > remaining()) {
            throw new TTransportException(
                    TTransportException.END_OF_FILE,
                    length + " bytes are announced where " + remaining() + " are left");
        }
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getBufferPosition() {
        return position;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return remaining();
    }

    @Override
    public void consumeBuffer(int length) {
        position += length;
    }

    @Override
    public TConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public void updateKnownMessageSize(long size) {
        // The size is that of the bytes given.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {
        // Memory needs no opening.
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        throw new UnsupportedOperationException("a footer is read only");
    }
}
