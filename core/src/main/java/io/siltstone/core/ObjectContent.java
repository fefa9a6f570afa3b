package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of one version of an object, as they arrive. {@link #stream} gives exactly the extent's length: an early end
 * is an {@code IntegrityException}, never a shorter content. To be closed, also when it was read to the end; a read of what is
 * closed is an {@code IOException}.
 */
public final class ObjectContent implements AutoCloseable {

    private final ObjectInfo info;
    private final ByteRange.Extent extent;
    private final InputStream stream;

    /**
     * For backends.
     *
     * @param info the object that the bytes belong to
     * @param extent where they lie in it
     * @param stream gives them; closed with this content
     * @param context names the read in errors
     */
    public ObjectContent(ObjectInfo info, ByteRange.Extent extent, InputStream stream, ErrorContext context) {
        this.info = info;
        this.extent = extent;
        this.stream = MeasuredStream.content(stream, extent.lengthBytes(), context);
    }

    private ObjectContent(ObjectInfo info, ByteRange.Extent extent, InputStream measured) {
        this.info = info;
        this.extent = extent;
        this.stream = measured;
    }

    /** The object that is read, its version pinned. */
    public ObjectInfo info() {
        return info;
    }

    /** Where the bytes lie in the object. */
    public ByteRange.Extent extent() {
        return extent;
    }

    /** The bytes. */
    public InputStream stream() {
        return stream;
    }

    /**
     * Writes all bytes to the sink, which stays open. What the sink throws comes out unchanged; it has then received a
     * beginning.
     */
    public void transferTo(OutputStream sink) throws IOException {
        stream.transferTo(sink);
    }

    /** The same bytes told as those of another key, for layers that move the key space. */
    public ObjectContent withInfo(ObjectInfo other) {
        return new ObjectContent(other, extent, stream);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
