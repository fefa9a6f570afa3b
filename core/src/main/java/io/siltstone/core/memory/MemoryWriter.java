package io.siltstone.core.memory;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;

/** Gathers the bytes and publishes them at once. */
final class MemoryWriter extends ObjectWriter {

    private final ByteArrayOutputStream staged = new ByteArrayOutputStream();
    private final Publication publication;

    MemoryWriter(ErrorContext context, OptionalLong expected, Publication publication) {
        super(context, expected);
        this.publication = publication;
    }

    /** What becomes of the bytes in the end. */
    interface Publication {
        ObjectInfo publish(byte[] content) throws StorageException;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) {
        staged.write(bytes, offset, length);
    }

    @Override
    protected ObjectInfo publish() throws StorageException {
        return publication.publish(staged.toByteArray());
    }

    @Override
    protected void discard() {
        staged.reset();
    }
}
