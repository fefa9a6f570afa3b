package io.siltstone.azure;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.OptionalLong;

/** An upload whose bytes come piece by piece. */
final class AzureBlobWriter extends ObjectWriter {

    private final AzureBlobUpload upload;

    AzureBlobWriter(ErrorContext context, OptionalLong expected, AzureBlobUpload upload) {
        super(context, expected);
        this.upload = upload;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws StorageException {
        upload.add(bytes, offset, length);
    }

    @Override
    protected ObjectInfo publish() throws StorageException {
        return upload.publish();
    }

    @Override
    protected void discard() {
        // The service drops blocks that nobody commits; nothing can name them until then.
    }
}
